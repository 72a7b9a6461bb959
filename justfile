# Everything that must hold before a change lands.
check:
    .ci/run

# Code an article and show the table.
code *ARTICLES:
    cargo run --release -q -p verbale-cli -- code {{ARTICLES}}

# Look at one layer of an article: syntax clauses mentions times places statements actors events positions.
show LAYER FILE:
    cargo run -q -p verbale-dev -- show {{LAYER}} {{FILE}}

# Everything that the example articles' records lack of what they must hold.
articles:
    cargo test -q -p verbale --test record

# Put into README.md what the program prints today.
readme:
    .ci/readme
