//! Which place a name stands for: containment first, then what else the
//! article names, then how many live there.

use std::collections::HashMap;

use compact_str::CompactString;

use super::find::{By, Kind, Named, country, is_direction};
use crate::{
    codebook::{Codebook, places::Candidate},
    span::Span,
    syntax::{EntityLabel, Syntax},
};

/// A candidate with its score.
type Scored = (f32, Candidate);

/// Resolves every name; none for one that nothing is known of.
pub(super) fn all(
    text: &str,
    names: &[Named],
    syntax: &Syntax,
    codebook: &Codebook,
) -> Vec<Option<Candidate>> {
    let mut scored: Vec<Vec<Scored>> = names.iter().map(|named| candidates(text, named, codebook)).collect();
    let context = Context::new(text, names, &scored, syntax, codebook);
    for (named, candidates) in names.iter().zip(&mut scored) {
        for (score, candidate) in candidates {
            *score += context.supports(named, candidate);
        }
    }
    let mut settled: Vec<Option<Candidate>> = scored.iter().map(|candidates| best(candidates)).collect();
    // "Athens, Georgia": the pair that fits together decides both.
    let mut by_pair: Vec<bool> = vec![false; names.len()];
    for n in 1..names.len() {
        if !is_within(text, names[n - 1].span, names[n].span) {
            continue;
        }
        let pairs = scored[n - 1].iter().flat_map(|inner| scored[n].iter().map(move |outer| (inner, outer)));
        let fitting = pairs
            .filter(|((_, inner), (_, outer))| contains(outer, inner))
            .max_by(|(a, b), (c, d)| (a.0 + b.0).total_cmp(&(c.0 + d.0)));
        if let Some(((_, inner), (_, outer))) = fitting {
            settled[n - 1] = Some(inner.clone());
            settled[n] = Some(outer.clone());
            (by_pair[n - 1], by_pair[n]) = (true, true);
        }
    }
    // One sense an article: the name told by its pair is meant elsewhere too.
    let told: HashMap<String, Candidate> = (names.iter().zip(&settled).zip(&by_pair))
        .filter(|(_, by_pair)| **by_pair)
        .filter_map(|((named, place), _)| Some((named.span.of(text).to_lowercase(), place.clone()?)))
        .collect();
    for ((named, place), by_pair) in names.iter().zip(&mut settled).zip(&by_pair) {
        if let Some(same) = told.get(&named.span.of(text).to_lowercase()).filter(|_| !by_pair) {
            *place = Some(same.clone());
        }
    }
    // A name for which only the gazetteer speaks, and a town that stands where
    // a person may stand, need the article to be about their country.
    for ((named, place), by_pair) in names.iter().zip(&mut settled).zip(&by_pair) {
        let doubtful =
            named.by == By::NameAlone || (!by_pair && place.as_ref().is_some_and(|p| is_doubtful(named, p)));
        if doubtful && !place.as_ref().is_some_and(|place| context.is_about(place)) {
            *place = None;
        }
    }
    settled
}

/// A smaller town without a word of place before it: "Khan said".
fn is_doubtful(named: &Named, place: &Candidate) -> bool {
    let town = place.resolution == 4 && !place.capital && place.population < 1_000_000;
    town && !named.located && named.like_a_person && named.by == By::Network
}

fn best(candidates: &[Scored]) -> Option<Candidate> {
    // The first of equals, so that the order of the tables decides.
    let mut best: Option<&Scored> = None;
    for one in candidates {
        if best.is_none_or(|best| one.0 > best.0) {
            best = Some(one);
        }
    }
    best.map(|(_, candidate)| candidate.clone())
}

/// Everything the name may stand for, scored by itself alone.
fn candidates(text: &str, named: &Named, codebook: &Codebook) -> Vec<Scored> {
    let words = named.span.of(text);
    let mut found = lookup(words, codebook);
    let mut kind = named.kind;
    if found.is_empty() {
        // "northern Syria", "Herat province": the name inside.
        let inside = words.trim_start_matches(|c: char| c.is_lowercase() || c == '-').trim_start();
        let (first, rest) = inside.split_once(' ').unwrap_or((inside, ""));
        let inside = if is_direction(&first.to_lowercase()) && !rest.is_empty() { rest } else { inside };
        found = lookup(inside, codebook);
        // "West Wing" is no part of a village called Wing.
        if inside == rest && first.starts_with(char::is_uppercase) {
            found.retain(|place| place.resolution < 4 || place.population >= 100_000);
        }
        if found.is_empty() {
            let (name, last) = inside.rsplit_once(' ').unwrap_or((inside, ""));
            if matches!(
                last.to_lowercase().as_str(),
                "province"
                    | "region"
                    | "oblast"
                    | "governorate"
                    | "prefecture"
                    | "state"
                    | "county"
                    | "district"
                    | "city"
                    | "town"
                    | "village"
                    | "island"
                    | "islands"
                    | "peninsula"
                    | "border"
            ) {
                found = lookup(name, codebook);
                kind = kind.or(if last.eq_ignore_ascii_case("state") { Some(Kind::Region) } else { None });
            }
        }
    }
    if found.is_empty() {
        found.extend(spot_in(words, codebook));
    }
    // "Hong Kong", "Singapore": the land before its town.
    let land = found.iter().find(|place| place.resolution == 1).and_then(|place| place.country.clone());
    if land.is_some() && kind != Some(Kind::Settlement) {
        found.retain(|place| place.resolution == 1 || place.country != land);
    }
    found
        .into_iter()
        .map(|candidate| of_kind(candidate, kind, words, codebook))
        .map(|candidate| (own_score(&candidate, kind), candidate))
        .collect()
}

/// Last words of the names of spots.
pub(super) const SPOTS: [&str; 19] = [
    "airport",
    "stadium",
    "arena",
    "square",
    "bridge",
    "station",
    "hospital",
    "base",
    "prison",
    "camp",
    "street",
    "avenue",
    "mosque",
    "cathedral",
    "palace",
    "port",
    "harbour",
    "harbor",
    "airfield",
];

/// "Kuala Lumpur International Airport": a spot in the town that it is called
/// after.
pub(super) fn spot_in(words: &str, codebook: &Codebook) -> Option<Candidate> {
    let (_, last) = words.rsplit_once(' ')?;
    if !SPOTS.contains(&last.to_lowercase().as_str()) {
        return None;
    }
    let ends = words.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
    let town = ends.into_iter().rev().find_map(|end| {
        let known = codebook.places.named(&words[..end]);
        known.into_iter().find(|place| place.resolution == 4 && place.population >= 5_000)
    })?;
    Some(Candidate { name: words.to_owned(), geonameid: None, resolution: 5, capital: false, ..town })
}

fn lookup(words: &str, codebook: &Codebook) -> Vec<Candidate> {
    let mut found = codebook.places.named(words);
    // "DACA", "MO": short words in capitals are abbreviations, not villages.
    if words.len() <= 4 && words.chars().all(|c| c.is_uppercase()) {
        found.retain(|place| place.resolution < 4 || (place.standard && place.population >= 100_000));
    }
    found.extend(codebook.places.state_by_abbreviation(words));
    let with_article = codebook.places.named(&format!("the {words}"));
    found.extend(with_article);
    // "West Bank" and "Scotland" are listed places before they are states.
    let listed = found.iter().any(|place| place.listed);
    if let Some(state) = country(codebook, words).filter(|_| !listed)
        && found.iter().all(|place| place.resolution != 1 || place.country.as_deref() != Some(&state.code))
    {
        found.extend(codebook.places.country_by_code(&state.code));
    }
    for place in &mut found {
        if !place.standard && place.resolution == 4 {
            words.clone_into(&mut place.name);
            if words.len() > 3 && words.chars().all(|c| !c.is_lowercase()) {
                place.name = capitalised(words);
            }
        }
    }
    found
}

/// `GENEVA` as `Geneva`.
fn capitalised(words: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric() && c != '\'' && c != '’';
    }
    out
}

/// "Herat province" is the region of the town, where no region is listed.
fn of_kind(candidate: Candidate, kind: Option<Kind>, words: &str, codebook: &Codebook) -> Candidate {
    match kind {
        Some(Kind::Region) if candidate.resolution == 4 => {
            codebook.places.region_of(&candidate, words).unwrap_or(candidate)
        }
        Some(Kind::District) if candidate.resolution == 4 => {
            Candidate { resolution: 3, geonameid: None, name: words.to_owned(), ..candidate }
        }
        _ => candidate,
    }
}

/// How likely the place is meant by its name alone. Ten times the people weigh
/// 1.6; the other numbers are set against that.
fn own_score(place: &Candidate, kind: Option<Kind>) -> f32 {
    let people = (place.population as f32 + 10.0).log10();
    let size = match place.resolution {
        1 => 11.5,
        2 if place.listed => 9.6,
        _ if place.listed => 11.2,
        2 | 3 => 8.0,
        _ => 1.6 * people,
    };
    let told = match (kind, place.resolution) {
        (Some(Kind::Settlement), 1) => -5.0,
        (Some(Kind::Settlement), 4) => 5.0,
        (Some(Kind::Region), 2 | 3) => 5.0,
        _ => 0.0,
    };
    // GeoNames calls large towns by their own names: "Geneva" is as much the
    // standard name of Genève as of a small namesake.
    let standard = if place.standard || place.population >= 100_000 { 0.3 } else { 0.0 };
    size + told + if place.capital && place.standard { 2.0 } else { 0.0 } + standard
}

/// The countries that the article is about.
struct Context {
    /// By country, how often it is named.
    article: HashMap<CompactString, u32>,
    /// By sentence and country.
    sentences: HashMap<(u32, CompactString), u32>,
    datelines: Vec<CompactString>,
    /// The first-order regions that it names.
    regions: Vec<(u16, Span)>,
}

impl Context {
    fn new(
        text: &str,
        names: &[Named],
        scored: &[Vec<Scored>],
        syntax: &Syntax,
        codebook: &Codebook,
    ) -> Self {
        let mut context = Self {
            article: HashMap::new(),
            sentences: HashMap::new(),
            datelines: Vec::new(),
            regions: Vec::new(),
        };
        for (named, candidates) in names.iter().zip(scored) {
            if named.by == By::NameAlone {
                continue;
            }
            let Some(place) = best(candidates) else { continue };
            let Some(country) = &place.country else { continue };
            if is_doubtful(named, &place) {
                continue;
            }
            // Only names that nobody mistakes speak for others.
            let rivals = candidates.iter().filter(|(_, other)| other.country.as_ref() != Some(country));
            let second = rivals.map(|(score, _)| *score).fold(0.0, f32::max);
            let first = candidates.iter().map(|(score, _)| *score).fold(0.0, f32::max);
            if first - second < 2.0 {
                continue;
            }
            if place.resolution == 2 {
                context.regions.extend(place.region.map(|region| (region, named.span)));
            }
            if named.by == By::Dateline {
                context.datelines.push(country.clone());
            }
            context.add(named.sentence, country.clone());
        }
        for entity in syntax.entities.iter().filter(|entity| entity.label == EntityLabel::Norp) {
            for known in codebook.actors.named(entity.span.of(text)) {
                if let crate::codebook::actors::What::State(id, _) = known.what {
                    let sentence =
                        syntax.tokens.get(entity.tokens.start as usize).map(|token| token.sentence);
                    context.add(sentence, codebook.actors.state(id).code.clone());
                }
            }
        }
        context
    }

    fn add(&mut self, sentence: Option<u32>, country: CompactString) {
        if let Some(sentence) = sentence {
            *self.sentences.entry((sentence, country.clone())).or_default() += 1;
        }
        *self.article.entry(country).or_default() += 1;
    }

    fn is_about(&self, place: &Candidate) -> bool {
        place.country.as_ref().is_some_and(|country| self.article.contains_key(country))
    }

    /// What the rest of the article adds to a candidate's score.
    fn supports(&self, named: &Named, place: &Candidate) -> f32 {
        let Some(country) = &place.country else { return 0.0 };
        let sentence = named.sentence.and_then(|n| self.sentences.get(&(n, country.clone())));
        let article = self.article.get(country);
        let near = if sentence.is_some() { 1.0 } else { 0.0 };
        let far = article.map_or(0.0, |count| 0.8 + 0.2 * (*count as f32).min(4.0));
        let filed = if self.datelines.contains(country) { 0.6 } else { 0.0 };
        // A great power is named in many articles that are not about its villages.
        let weight = if place.resolution == 4 && place.population < 50_000 { 0.5 } else { 1.0 };
        let in_named_region = place.resolution == 4
            && self.regions.iter().any(|(region, span)| place.region == Some(*region) && *span != named.span);
        let same_region = if in_named_region { 1.5 } else { 0.0 };
        weight * (near + far + filed) + same_region
    }
}

/// "X, Y", "X (Y", "X in Y", "X in northern Y".
fn is_within(text: &str, inner: Span, outer: Span) -> bool {
    if inner.end > outer.start {
        return false;
    }
    let gap = Span::new(inner.end, outer.start).of(text);
    if gap.len() > 40 || gap.contains(['.', ';', ':', '\n', '”', '"']) {
        return false;
    }
    let words: Vec<&str> = gap.split([' ', ',', '(']).filter(|word| !word.is_empty()).collect();
    let marked = gap.contains([',', '(']) || words.first().is_some_and(|word| matches!(*word, "in" | "of"));
    marked
        && words.iter().all(|word| matches!(*word, "in" | "of" | "the") || is_direction(&word.to_lowercase()))
}

fn contains(outer: &Candidate, inner: &Candidate) -> bool {
    if outer.resolution >= inner.resolution || outer.country.is_none() {
        return false;
    }
    outer.country == inner.country
        && (outer.resolution == 1 || (outer.region.is_some() && outer.region == inner.region))
}
