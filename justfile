# Everything that must hold before a change lands.
check:
    .ci/run

# Code an article and show the table.
code *ARTICLES:
    cargo run --release -q -p verbale-cli -- code {{ARTICLES}}

# Look at one layer of an article: syntax clauses mentions times places statements actors events positions.
show LAYER FILE:
    cargo run -q -p verbale-dev -- show {{LAYER}} {{FILE}}

# Write the expected records of the whole articles anew; read the difference before you commit it.
bless:
    VERBALE_BLESS=1 cargo test -q -p verbale-cli --test articles
