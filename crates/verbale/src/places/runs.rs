//! Place names that the network misses or takes for people and bodies.

use super::{
    find::{By, Named, SURELY_WHERE, Scan, country, named, trimmed},
    namesakes::{has_title, is_called_after, is_office_holder},
    resolve::spot_in,
};
use crate::{
    codebook::{Codebook, actors::What},
    span::Span,
    syntax::{Dep, EntityLabel, Pos, Syntax, TokenId},
};

/// Prepositions after which a place is likelier than anything else.
const LIKELY_WHERE: [&str; 14] = [
    "to", "from", "of", "for", "through", "toward", "towards", "via", "between", "beyond", "over", "outside",
    "and", "past",
];

/// What a place gives its name to without losing it.
const SITES: [&str; 20] = [
    "camp",
    "camps",
    "airport",
    "base",
    "border",
    "crossing",
    "prison",
    "port",
    "area",
    "region",
    "district",
    "province",
    "valley",
    "island",
    "suburb",
    "refinery",
    "hospital",
    "road",
    "countryside",
    "front",
];

/// What stands for a run of proper nouns.
struct Run {
    tokens: std::ops::Range<u32>,
    span: Span,
    /// What the network calls all of it, or one of its parts.
    label: Option<EntityLabel>,
    /// Nothing but the run is in that name.
    whole: bool,
}

/// Adds the names that the network misses.
pub(super) fn add_missed(scan: &mut Scan<'_>) {
    let (text, syntax, codebook) = (scan.text, scan.syntax, scan.codebook);
    let runs = proper_nouns(text, syntax, codebook);
    for run in &runs {
        merge_parts(scan, run);
    }
    // Twice, so that a list is followed from its first to its last name.
    for _ in 0..2 {
        for run in &runs {
            if let Some(by) = speaks_for(scan, run) {
                scan.add(named(syntax, text, run.span, by));
            }
        }
    }
}

/// Every unbroken run of proper nouns, "Cox's Bazar" in one.
fn proper_nouns(text: &str, syntax: &Syntax, codebook: &Codebook) -> Vec<Run> {
    let mut runs = Vec::new();
    for sentence in &syntax.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let begin = at;
            while at < sentence.tokens.end && is_name(syntax, text, at) {
                at += 1;
            }
            if at == begin {
                at += 1;
                continue;
            }
            // A name with a possessive inside counts where the gazetteer has it.
            let mut end = at;
            if at + 1 < sentence.tokens.end && matches!(syntax.token(TokenId(at)).lower.as_str(), "'s" | "’s")
            {
                let mut after = at + 1;
                while after < sentence.tokens.end && is_name(syntax, text, after) {
                    after += 1;
                }
                let long = syntax.span_of(begin..after);
                if after > at + 1 && !codebook.places.named(long.of(text)).is_empty() {
                    (end, at) = (after, after);
                }
            }
            let span = trimmed(text, syntax.span_of(begin..end), codebook);
            let entity = (begin..end).find_map(|id| syntax.entity_at(TokenId(id)));
            let whole = entity.is_none_or(|entity| span.contains(trimmed(text, entity.span, codebook)));
            if !span.is_empty() {
                runs.push(Run { tokens: begin..end, span, label: entity.map(|entity| entity.label), whole });
            }
        }
    }
    runs
}

fn is_name(syntax: &Syntax, text: &str, id: u32) -> bool {
    let token = syntax.token(TokenId(id));
    token.pos == Pos::Propn && token.span.of(text).starts_with(|c: char| c.is_uppercase())
}

/// "Burkina" and "Faso" are one name where the gazetteer has the whole.
fn merge_parts(scan: &mut Scan<'_>, run: &Run) {
    let parts = |other: &Named| other.by != By::Dateline && other.span != run.span;
    if run.tokens.len() > 1
        && scan.holding(run.span).any(parts)
        && people(scan.text, run.span, scan.codebook) >= 10_000
    {
        scan.clear(run.span);
        scan.add(named(scan.syntax, scan.text, run.span, By::Network));
    }
}

/// How many live in the largest place of this name; a country, a listed place
/// and a capital count for all.
fn people(text: &str, span: Span, codebook: &Codebook) -> u32 {
    let words = span.of(text);
    if country(codebook, words).is_some() {
        return u32::MAX;
    }
    codebook.places.named(words).iter().fold(0, |most, place| {
        let certain = place.resolution == 1 || place.listed || place.capital;
        most.max(if certain { u32::MAX } else { place.population.max(1) })
    })
}

/// What makes a run of proper nouns a place, where anything does.
fn speaks_for(scan: &Scan<'_>, run: &Run) -> Option<By> {
    let (text, syntax, codebook) = (scan.text, scan.syntax, scan.codebook);
    if !run.whole || scan.holding(run.span).next().is_some() {
        return None;
    }
    match run.label {
        // The network's places are in already; of numbers, dates and money nothing can be a place.
        None
        | Some(EntityLabel::Person | EntityLabel::Org | EntityLabel::Product | EntityLabel::Language)
        | Some(EntityLabel::WorkOfArt | EntityLabel::Event) => {}
        // "in Helmand", where the network sees a people.
        Some(EntityLabel::Norp) if codebook.places.is_listed(run.span.of(text)) => {}
        Some(_) => return None,
    }
    let before = run.tokens.start.checked_sub(1).map(|id| syntax.token(TokenId(id)).lower.as_str());
    let before = match before {
        Some("the") => run.tokens.start.checked_sub(2).map(|id| syntax.token(TokenId(id)).lower.as_str()),
        other => other,
    };
    let after = |list: &[&str]| before.is_some_and(|before| list.contains(&before));
    if after(&SURELY_WHERE) && spot_in(run.span.of(text), codebook).is_some() {
        return Some(By::Position);
    }
    let people = people(text, run.span, codebook);
    if is_town_of(syntax, run) && !is_part_of_name(scan, run) {
        return Some(By::Position);
    }
    if people == 0 || is_part_of_name(scan, run) || scan.is_common_word(run.span) {
        return None;
    }
    let last = syntax.token(TokenId(run.tokens.end - 1));
    let next = syntax.tokens.get(run.tokens.end as usize).map(|token| token.lower.as_str());
    let modifies = matches!(last.dep, Dep::Compound | Dep::Amod | Dep::Nmod);
    if modifies && !next.is_some_and(|next| SITES.contains(&next)) {
        return None;
    }
    let (sure, likely) = match run.label {
        None => (1, 10_000),
        Some(EntityLabel::Org) => (10_000, 20_000),
        Some(_) => (1_000, 5_000),
    };
    let enough = (after(&SURELY_WHERE) && people >= sure)
        || (after(&LIKELY_WHERE) && before != Some("and") && people >= likely)
        || (in_list_with(scan, run) && people >= 1_000);
    if enough {
        return Some(By::Position);
    }
    let object = matches!(last.dep, Dep::Dobj | Dep::Pobj | Dep::Nsubjpass | Dep::Conj);
    if people == u32::MAX {
        let country = country(codebook, run.span.of(text)).is_some();
        return (country || object).then_some(By::Position);
    }
    if object && run.label.is_none() && people >= 300_000 {
        return Some(By::Position);
    }
    (object && people >= 20_000).then_some(By::NameAlone)
}

/// "the town of Yeoncheon": a place even where no gazetteer has it.
fn is_town_of(syntax: &Syntax, run: &Run) -> bool {
    let before = |n: u32| run.tokens.start.checked_sub(n).map(|id| syntax.token(TokenId(id)).lower.as_str());
    before(1) == Some("of")
        && before(2).is_some_and(|noun| {
            matches!(
                noun,
                "city" | "town" | "village" | "port" | "suburb" | "province" | "district" | "municipality"
            )
        })
}

/// Whether the run stands in a list with a place.
fn in_list_with(scan: &Scan<'_>, run: &Run) -> bool {
    let syntax = scan.syntax;
    let is_place =
        |token: TokenId| scan.holding(syntax.token(token).span).any(|named| named.by < By::NameAlone);
    let last = TokenId(run.tokens.end - 1);
    let above = (syntax.token(last).dep == Dep::Conj).then(|| syntax.head(last)).flatten();
    above.is_some_and(is_place) || syntax.children_by(last, Dep::Conj).any(is_place)
}

/// Whether the run is a person's or body's name, or a part of one.
fn is_part_of_name(scan: &Scan<'_>, run: &Run) -> bool {
    let (text, syntax, codebook) = (scan.text, scan.syntax, scan.codebook);
    let words = run.span.of(text);
    if has_title(syntax, text, run.span) || is_called_after(syntax, run.span) {
        return true;
    }
    let body = codebook.actors.named(words).iter().any(|known| matches!(known.what, What::Organisation(_)));
    let given = run.label == Some(EntityLabel::Person) && codebook.actors.gender_of(words).is_some();
    // A breakaway region is a body among the actors and a place here.
    (body && !codebook.places.is_listed(words))
        || given
        || scan.is_surname(run.span)
        || is_office_holder(text, run.span, codebook)
}
