//! What is known at the end: countries from the whole article, codes and names.

use super::{Actor, ActorId, ActorKind, Actors, Sector, inhabitants, join::Parties, people, profile::Key};
use crate::{
    codebook::actors::{OrganisationId, RoleKind, StateId},
    mentions::{Mention, MentionForm, MentionId},
    syntax::Dep,
};

/// Nouns for people who are at home where the report is about.
const LOCAL: [&str; 26] = [
    "union",
    "protester",
    "protestor",
    "demonstrator",
    "villager",
    "resident",
    "civilian",
    "citizen",
    "voter",
    "inhabitant",
    "local",
    "population",
    "public",
    "activist",
    "fisherman",
    "farmer",
    "worker",
    "miner",
    "student",
    "teacher",
    "striker",
    "tribesman",
    "crowd",
    "rioter",
    "marcher",
    "mourner",
];

/// Whether a noun names a body of citizens: "rights group", "aid agency", "charity".
fn is_ngo(words: &str) -> bool {
    ["rights ", "aid ", "relief ", "humanitarian ", "advocacy ", "environmental ", "campaign ", "pressure "]
        .iter()
        .any(|first| words.starts_with(first) || words.starts_with(&format!("human {first}")))
        && [
            "group",
            "groups",
            "agency",
            "agencies",
            "organisation",
            "organisations",
            "organization",
            "organizations",
        ]
        .iter()
        .any(|last| words.ends_with(last))
        || matches!(words, "charity" | "charities" | "ngo" | "ngos")
}

impl Parties<'_> {
    /// Gives institutions without a country ("the army", "Colonel Bako") that of
    /// their paragraph or article.
    pub(super) fn give_home_states(&mut self) {
        let homes: Vec<Option<StateId>> = (0..self.all.len() as u32).map(|at| self.home(at).0).collect();
        self.state_counts.clear();
        for parties in &self.of_mention {
            if let [at] = parties.as_slice()
                && let Some(state) = homes[*at as usize]
            {
                *self.state_counts.entry(state).or_default() += 1;
            }
        }
        for at in 0..self.all.len() as u32 {
            let party = &self.all[at as usize];
            let (state, body) = self.home(at);
            let institution = party.sectors.first().is_some_and(|sector| {
                matches!(
                    sector,
                    Sector::Gov
                        | Sector::Mil
                        | Sector::Cop
                        | Sector::Leg
                        | Sector::Jud
                        | Sector::Opp
                        | Sector::Spy
                        | Sector::Reb
                        | Sector::Prm
                )
            });
            let local = party.nouns.iter().any(|noun| LOCAL.contains(&noun.as_str()));
            let state_media = party.sectors == [Sector::Med]
                && !party.named
                && party.mentions.iter().any(|id| {
                    let words = self.mention(*id).span.of(self.read.text).to_lowercase();
                    words.starts_with("state ") || words.starts_with("official ") || words.contains(" state ")
                });
            let institution = institution || local || state_media || (party.former && party.named);
            let fixed = party.roles.iter().any(|role| !self.read.tables.role_by_id(*role).open)
                || party.mentions.iter().any(|id| self.has_institution_before(*id));
            // "African leaders", "foreign ministers": of other countries.
            let abroad = party.mentions.iter().any(|id| {
                let words = self.mention(*id).span.of(self.read.text).to_lowercase();
                let several = ["governments", "leaders", "countries", "states"]
                    .iter()
                    .any(|word| words.ends_with(word) || words.contains(&format!("{word} of")));
                let far = [
                    "african",
                    "arab",
                    "world",
                    "foreign",
                    "international",
                    "regional",
                    "western",
                    "european",
                    "asian",
                    "global",
                    "other",
                    "neighb",
                    "latin",
                ];
                several || far.iter().any(|word| words.contains(word)) && !words.contains("foreign minist")
            });
            // Peacekeepers are nobody's own, but the United Nations' where these are named.
            let sent = [
                "peacekeeper",
                "mission",
                "observer",
                "monitor",
                "inspector",
                "mercenary",
                "envoy",
                "ambassador",
                "embassy",
                "consulate",
            ];
            if party.nouns.iter().any(|noun| sent.contains(&noun.as_str())) {
                let united = self
                    .bodies
                    .iter()
                    .copied()
                    .find(|body| self.read.tables.organisation(*body).name == "United Nations");
                let peace = party.nouns.iter().any(|noun| matches!(noun.as_str(), "peacekeeper" | "mission"));
                if state.is_none() && body.is_none() && party.key.is_none() && peace {
                    self.all[at as usize].body = united;
                }
                continue;
            }
            if abroad
                || state.is_some()
                || body.is_some()
                || party.key.is_some()
                || party.person.is_some()
                || !institution
                || !fixed
            {
                continue;
            }
            // "Congress" is that of the United States wherever these are named.
            let american = self.read.tables.state_by_code("USA").filter(|usa| {
                self.states.contains(usa)
                    && party.mentions.iter().any(|id| {
                        matches!(
                            self.mention(*id).name.of(self.read.text),
                            "Congress" | "Senate" | "House" | "House of Representatives"
                        )
                    })
            });
            if american.is_some() {
                self.all[at as usize].state = american;
                continue;
            }
            if let Some(first) = party.mentions.iter().min().copied() {
                let state =
                    self.home_state(self.mention(first)).filter(|state| !self.acts_upon(first, *state));
                self.all[at as usize].state = state;
            }
        }
    }

    /// "Lawmaker urges retaliation on Russia": whom a party acts upon is not where it belongs.
    fn acts_upon(&self, id: MentionId, state: StateId) -> bool {
        let syntax = self.read.syntax;
        let subject = self.mention(id).head;
        let sentence = syntax.token(subject).sentence;
        if syntax.token(subject).dep != Dep::Nsubj {
            return false;
        }
        self.read.mentions.all.iter().filter(|other| syntax.token(other.head).sentence == sentence).any(
            |other| {
                let profile = self.profile(other.id);
                let token = syntax.token(other.head);
                let preposition = syntax.token(token.head);
                let against =
                    token.dep == Dep::Pobj && matches!(preposition.lower.as_str(), "on" | "upon" | "against");
                if profile.key != Some(Key::State(state)) || !against {
                    return false;
                }
                let mut above = preposition.head;
                while syntax.token(above).dep == Dep::Dobj {
                    above = syntax.token(above).head;
                }
                above == syntax.token(subject).head
            },
        )
    }

    /// "a ministry spokesman", "army officials": a body stands before the noun.
    fn has_institution_before(&self, id: MentionId) -> bool {
        let mention = self.mention(id);
        let tokens = self.read.syntax.tokens_in(mention.span);
        (tokens.start..mention.head.0).any(|at| {
            let role = self.read.tables.role(&self.read.syntax.tokens[at as usize].lower);
            role.is_some_and(|role| {
                let role = self.read.tables.role_by_id(role);
                !role.open && matches!(role.kind, RoleKind::Organisation | RoleKind::Group)
            })
        })
    }

    /// The state that bare institutions belong to ("the army", "police"): the
    /// nearest one named before in the same paragraph, else the one that the
    /// article has named most; none where no state stands out.
    pub(super) fn home_state(&self, mention: &Mention) -> Option<StateId> {
        let syntax = self.read.syntax;
        let sentence = syntax.token(mention.head).sentence;
        let paragraph = syntax.sentence_of(mention.head).paragraph;
        let (mut in_sentence, mut in_paragraph) = (Vec::new(), Vec::new());
        for other in self.read.mentions.all[..mention.id.0 as usize].iter().rev().take(200) {
            if syntax.sentence_of(other.head).paragraph != paragraph {
                break;
            }
            let state = self.profile(other.id).state.or_else(|| {
                let party = self.of_mention[other.id.0 as usize].first()?;
                self.all[*party as usize].state
            });
            let Some(state) = state else { continue };
            if syntax.token(other.head).sentence == sentence && !in_sentence.contains(&state) {
                in_sentence.push(state);
            }
            if !in_paragraph.contains(&state) {
                in_paragraph.push(state);
            }
        }
        // "Colonel Bako seized power in Niger": what follows in the sentence.
        if in_sentence.is_empty() && in_paragraph.is_empty() {
            let later = self.read.mentions.all[mention.id.0 as usize + 1..].iter();
            for other in later.take_while(|other| syntax.token(other.head).sentence == sentence) {
                let token = syntax.token(other.head);
                let inside = token.dep == Dep::Pobj && syntax.token(token.head).lower == "in";
                if let Some(state) = self.profile(other.id).state.filter(|_| inside)
                    && !in_sentence.contains(&state)
                {
                    in_sentence.push(state);
                }
            }
        }
        match (in_sentence.as_slice(), in_paragraph.as_slice()) {
            ([only], _) | ([], [only]) => return Some(*only),
            _ => {}
        }
        // The state of the lead is that of the report.
        if let Some(lead) = self.lead_state()
            && (in_paragraph.is_empty() || in_paragraph.contains(&lead))
        {
            return Some(lead);
        }
        let mut most: Vec<(u32, std::cmp::Reverse<StateId>)> =
            self.state_counts.iter().map(|(state, count)| (*count, std::cmp::Reverse(*state))).collect();
        most.sort_unstable_by(|a, b| b.cmp(a));
        let (count, state) = most.first()?;
        let next = most.get(1).map_or(0, |(next, _)| *next);
        let stands_out = *count >= 3 && *count >= next * 2;
        (stands_out && (in_paragraph.is_empty() || in_paragraph.contains(&state.0))).then_some(state.0)
    }

    /// The only state that the first paragraph with a state names.
    fn lead_state(&self) -> Option<StateId> {
        let syntax = self.read.syntax;
        let mut states = self.read.mentions.all.iter().filter_map(|mention| {
            let state = self.profile(mention.id).state?;
            Some((syntax.sentence_of(mention.head).paragraph, state))
        });
        let (paragraph, lead) = states.next()?;
        states
            .take_while(|(other, _)| *other == paragraph)
            .take(200)
            .all(|(_, state)| state == lead)
            .then_some(lead)
    }

    /// Writes the actors down, in the order of their first mention.
    pub(super) fn finish(mut self) -> Actors {
        for at in 0..self.all.len() {
            people::complete(&mut self, at as u32, true);
        }
        self.give_home_states();
        for party in &mut self.all {
            party.mentions.sort_unstable();
            party.mentions.dedup();
        }
        let mut order: Vec<u32> =
            (0..self.all.len() as u32).filter(|at| !self.all[*at as usize].mentions.is_empty()).collect();
        order.sort_by_key(|at| self.all[*at as usize].mentions[0]);
        let mut new_id = vec![ActorId(0); self.all.len()];
        for (id, at) in order.iter().enumerate() {
            new_id[*at as usize] = ActorId(id as u32);
        }
        let mut all: Vec<Actor> = order.iter().map(|at| self.actor(new_id[*at as usize], *at)).collect();
        let of_mention: Vec<Vec<ActorId>> = self
            .of_mention
            .iter()
            .map(|parties| {
                let mut ids: Vec<ActorId> = parties.iter().map(|at| new_id[*at as usize]).collect();
                ids.dedup();
                ids
            })
            .collect();
        let inhabitants = inhabitants::found(self.read, &of_mention, &mut all);
        Actors { all, of_mention, inhabitants, notes: self.notes }
    }

    /// The state and body of a party, also through what it is part of.
    pub(super) fn home(&self, at: u32) -> (Option<StateId>, Option<OrganisationId>) {
        let mut party = &self.all[at as usize];
        let (mut state, mut body) = (party.state, party.body);
        for _ in 0..4 {
            let above = party.part_of.and_then(|above| self.of_mention[above.0 as usize].first().copied());
            let Some(above) = above.filter(|above| *above != at) else { break };
            party = &self.all[above as usize];
            if let Some(Key::Organisation(key)) = party.key {
                body = body.or(Some(key));
            }
            state = state.or(party.state);
            body = body.or(party.body);
        }
        (state, body)
    }

    pub(super) fn actor(&self, id: ActorId, at: u32) -> Actor {
        let party = &self.all[at as usize];
        let tables = self.read.tables;
        let (state, body) = self.home(at);
        let own = match party.key {
            Some(Key::Organisation(own)) => Some(tables.organisation(own)),
            _ => None,
        };
        let above = body.map(|body| tables.organisation(body));
        let country = own
            .and_then(|own| own.country.clone())
            .or_else(
                || if own.is_some() { None } else { state.map(|state| tables.state(state).code.clone()) },
            )
            .or_else(|| above.filter(|_| own.is_none()).and_then(|above| above.country.clone()));
        // A person or group of an international body has its code: the UN's
        // British envoy is UNO.
        let international = above
            .filter(|above| above.country.is_none() && own.is_none())
            .and_then(|above| above.code.clone());
        let own_code = own.and_then(|own| own.code.clone());
        let code = own_code.or(international).or_else(|| country.clone());
        let mut sectors = party.sectors.clone();
        if sectors.is_empty()
            && let Some(above) = above.filter(|_| party.kind != ActorKind::State)
        {
            sectors.clone_from(&above.sectors);
        }
        let bare = !party.named && party.person.is_none() && own.is_none();
        let roles = || party.roles.iter().map(|role| tables.role_by_id(*role));
        // "a rights group", "aid agencies": of no country, but a sort of body that has a code.
        let code = code.or_else(|| (bare && roles().any(|role| is_ngo(&role.words))).then(|| "NGO".into()));
        // "a widow", "three boys": people of whom nothing else is known.
        let people = matches!(party.kind, ActorKind::Person | ActorKind::Group);
        if sectors.is_empty()
            && code.is_none()
            && bare
            && people
            && roles().any(|role| role.kind == RoleKind::Person && !role.open && role.sectors.is_empty())
        {
            sectors.push(Sector::Cvl);
        }
        // "Several countries": whichever they are, they act by their governments.
        let countries = party.kind == ActorKind::State
            || party.plural && roles().any(|role| role.kind == RoleKind::State);
        if countries && party.key.is_none() && sectors.is_empty() && code.is_none() {
            sectors.push(Sector::Gov);
        }
        let name = match (party.key, party.person) {
            (Some(Key::State(state)), _) => tables.state(state).name.clone(),
            (Some(Key::Organisation(body)), _) => tables.organisation(body).name.clone(),
            (None, Some(person)) => tables.person(person).name.clone(),
            (None, None) => {
                let mention = self.mention(party.best);
                if let Some(words) = party.own_words.as_ref().filter(|_| mention.form != MentionForm::Name) {
                    words.clone()
                } else {
                    let span = if mention.form == MentionForm::Name { mention.name } else { mention.span };
                    span.of(self.read.text).split_whitespace().collect::<Vec<_>>().join(" ")
                }
            }
        };
        Actor {
            id,
            name,
            kind: party.kind,
            named: party.named || party.person.is_some(),
            code,
            country,
            sectors,
            office: people::office(self, at),
            mentions: party.mentions.clone(),
        }
    }
}
