use jiff::civil::date;

use super::*;

fn tables(files: &[File<'_>]) -> ActorTables {
    let mut errors = Vec::new();
    let tables = load(files, &mut errors);
    assert_eq!(errors, Vec::new());
    tables
}

fn state_of<'a>(tables: &'a ActorTables, words: &str) -> &'a str {
    match tables.named(words).first().map(|known| known.what) {
        Some(What::State(id, _)) => &tables.state(id).code,
        _ => "",
    }
}

#[test]
fn states_go_by_name_adjective_people_capital_and_seat() {
    let tables = tables(&[]);
    for (words, code) in [
        ("Ukraine", "UKR"),
        ("Ukrainian", "UKR"),
        ("Ukrainians", "UKR"),
        ("Kyiv", "UKR"),
        ("Kremlin", "RUS"),
        ("Elysée", "FRA"),
        ("Côte d’Ivoire", "CIV"),
        ("Congo", "COD"),
        ("Republic of Congo", "COG"),
        ("North Korean", "PRK"),
        ("U.S.", "USA"),
        ("us", ""),
        ("polish", ""),
    ] {
        assert_eq!(state_of(&tables, words), code, "{words}");
    }
    assert_eq!(tables.country("UK").map(|state| state.code.as_str()), Some("GBR"));
    assert_eq!(tables.country("Kyiv"), None);
}

#[test]
fn the_longest_name_wins_and_ends_with_a_word() {
    let tables = tables(&[]);
    fn end_in<'a>(tables: &ActorTables, text: &'a str) -> Option<&'a str> {
        tables.longest(text).map(|found| &text[..found.end])
    }
    let end = |text| end_in(&tables, text);
    assert_eq!(end("United States of America, he said"), Some("United States of America"));
    assert_eq!(end("North Korea's army"), Some("North Korea"));
    assert_eq!(end("Chadwick said"), None);
    assert_eq!(end("al-Qaeda in Iraq claimed"), Some("al-Qaeda in Iraq"));
    assert_eq!(end("RUSSIA said"), Some("RUSSIA"));
    assert_eq!(end("U.S. forces"), Some("U.S. forces"));
    assert_eq!(end("Élysée"), Some("Élysée"));
    for text in ["", "é", "’", "日本語日本語日本語日本語日本語日本語", "Russiaé", "Al"]
    {
        let _ = tables.longest(text);
    }
}

#[test]
fn every_code_is_a_state_and_no_office_is_held_twice() {
    let tables = tables(&[]);
    let mut holders: Vec<(&str, &str, &str, &Tenure)> = Vec::new();
    for person in &tables.people {
        for tenure in &person.tenures {
            let known = tables.state_by_code(&tenure.of).is_some()
                || tables.organisations.iter().any(|organisation| organisation.name == tenure.of);
            assert!(known, "{}: `{}` is neither a state nor an organisation", person.name, tenure.of);
            holders.push((&tenure.of, &tenure.office, &person.name, tenure));
        }
    }
    for organisation in &tables.organisations {
        if let Some(country) = &organisation.country {
            assert!(tables.state_by_code(country).is_some(), "{}: {country}", organisation.name);
        }
    }
    holders.sort_by_key(|(of, office, _, tenure)| (*of, *office, tenure.from));
    let mut faults = Vec::new();
    for pair in holders.windows(2) {
        let [(of, office, first, a), (of_b, office_b, second, b)] = pair else { continue };
        // A month or a year may hold the end of one and the start of the next,
        // so that inexact days only clash where they lie apart.
        let coarse = a.to_precision.max(b.from_precision);
        let clash = match (a.to, b.from) {
            (None, _) | (_, None) => true,
            (Some(to), Some(from)) => {
                from < to
                    && match coarse {
                        Precision::Day => true,
                        Precision::Month => (from.year(), from.month()) != (to.year(), to.month()),
                        Precision::Year => from.year() != to.year(),
                    }
            }
        };
        let shared = matches!(
            *office,
            "Opposition Politician" | "Senator" | "Governor" | "Special Envoy" | "General" | "Negotiator"
        );
        if !shared && of == of_b && office == office_b && clash {
            faults.push(format!("{office} of {of}: {first} to {:?}, {second} from {:?}", a.to, b.from));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_row_tells_its_origin_and_every_office_its_precision() {
    for file in [
        include_str!("../../../../../codebook/actors/states.tsv"),
        include_str!("../../../../../codebook/actors/organisations.tsv"),
        include_str!("../../../../../codebook/actors/roles.tsv"),
        include_str!("../../../../../codebook/actors/given-names.tsv"),
        include_str!("../../../../../codebook/actors/offices-heads.tsv"),
        include_str!("../../../../../codebook/actors/offices-ministers.tsv"),
        include_str!("../../../../../codebook/actors/offices-organisations.tsv"),
    ] {
        let mut lines = file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        let header: Vec<&str> = lines.next().expect("a header").collect();
        assert_eq!(header.last(), Some(&"origin"));
        let precision = header.iter().position(|name| *name == "precision");
        assert_eq!(precision.is_some(), header.contains(&"office"));
        for cells in lines {
            let cells: Vec<&str> = cells.collect();
            assert_eq!(cells.len(), header.len(), "{cells:?}");
            assert!(cells.last().is_some_and(|origin| !origin.is_empty()), "{cells:?}");
            assert!(precision.is_none_or(|at| !cells[at].is_empty()), "{cells:?}");
        }
    }
}

#[test]
fn a_users_rows_replace_and_add() {
    let files = [
        File { path: "actors/states.tsv", text: "code\tname\tcapital\nRUS\tRussia\tKazan\n" },
        File { path: "actors/organisations.tsv", text: "name\tkind\tcode\nLiga\tmovement\tISM\n" },
        File {
            path: "actors/offices-mine.tsv",
            text: "name\toffice\tof\tfrom\nAda Rode\tPresident\tRUS\t2023-03-01\n",
        },
    ];
    let tables = tables(&files);
    assert_eq!(state_of(&tables, "Moscow"), "");
    assert_eq!(state_of(&tables, "Kazan"), "RUS");
    assert!(matches!(tables.named("Liga"), [Known { what: What::Organisation(_), weak: false }]));
    let held = tables.who("Rode", date(2023, 4, 1));
    assert_eq!(held[0].1[0].office, "President");
}

#[test]
fn a_broken_row_names_line_and_remedy() {
    let mut errors = Vec::new();
    let text = "code\tname\nXX\tNowhere\n";
    load(&[File { path: "actors/states.tsv", text }], &mut errors);
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0].path.as_str(), errors[0].line), ("actors/states.tsv", 2));
    assert!(errors[0].hint.is_some());
}
