//! The parties of an article as they grow, mention by mention.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    Actor, ActorId, ActorKind, Actors, Read, Sector, descriptions,
    links::{Group, is_acronym},
    people,
    profile::{Key, Profile, name_words},
};
use crate::{
    codebook::actors::{Gender, OrganisationId, PersonId, RoleId, StateId},
    mentions::{Mention, MentionForm, MentionId},
    syntax::{Dep, TokenId},
};

/// Nouns for people who are at home where the report is about.
const LOCAL: [&str; 25] = [
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

/// One party, as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct Party {
    pub(super) kind: ActorKind,
    pub(super) key: Option<Key>,
    pub(super) person: Option<PersonId>,
    pub(super) named: bool,
    /// Its names, each as words, the longest first.
    pub(super) names: Vec<Vec<CompactString>>,
    /// The mention whose words are its name.
    pub(super) best: MentionId,
    pub(super) state: Option<StateId>,
    pub(super) body: Option<OrganisationId>,
    /// A mention of what it belongs to: "his spokesman", "a source in the delegation".
    pub(super) part_of: Option<MentionId>,
    pub(super) sectors: Vec<Sector>,
    pub(super) roles: Vec<RoleId>,
    /// Lemmas of the nouns by which it was described.
    pub(super) nouns: Vec<CompactString>,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    pub(super) former: bool,
    /// Its mentions so far, in the order in which they were read.
    pub(super) mentions: Vec<MentionId>,
}

/// All parties of an article.
pub(super) struct Parties<'a> {
    pub(super) read: &'a Read<'a>,
    pub(super) profiles: &'a [Profile],
    pub(super) all: Vec<Party>,
    pub(super) of_mention: Vec<Vec<u32>>,
    pub(super) notes: Vec<String>,
    /// The states that the article names, by themselves, their bodies or people.
    pub(super) states: Vec<StateId>,
    /// The bodies that it names.
    pub(super) bodies: Vec<OrganisationId>,
    by_key: HashMap<Key, u32>,
    by_name: HashMap<String, u32>,
    /// The state that the article is mostly about so far, by mentions.
    state_counts: HashMap<StateId, u32>,
}

impl<'a> Parties<'a> {
    pub(super) fn new(read: &'a Read<'a>, profiles: &'a [Profile]) -> Self {
        let mut states: Vec<StateId> = profiles.iter().filter_map(|profile| profile.state).collect();
        let mut bodies: Vec<OrganisationId> = Vec::new();
        for profile in profiles {
            bodies.extend(profile.body);
            if let Some(Key::Organisation(body)) = profile.key {
                bodies.push(body);
            }
        }
        bodies.sort_unstable();
        bodies.dedup();
        let code = |code: &CompactString| read.tables.state_by_code(code);
        states.extend(
            bodies.iter().filter_map(|body| read.tables.organisation(*body).country.as_ref().and_then(code)),
        );
        for mention in &read.mentions.all {
            if mention.form == MentionForm::Name && mention.name.of(read.text).contains(' ') {
                for known in
                    read.tables.people_named(mention.name.of(read.text)).iter().filter(|known| known.full)
                {
                    states.extend(
                        read.tables.person(known.person).tenures.iter().filter_map(|tenure| code(&tenure.of)),
                    );
                }
            }
        }
        states.sort_unstable();
        states.dedup();
        Self {
            read,
            profiles,
            states,
            bodies,
            all: Vec::new(),
            of_mention: vec![Vec::new(); read.mentions.all.len()],
            notes: Vec::new(),
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            state_counts: HashMap::new(),
        }
    }

    pub(super) fn mention(&self, id: MentionId) -> &'a Mention {
        self.read.mentions.get(id)
    }

    pub(super) fn profile(&self, id: MentionId) -> &'a Profile {
        &self.profiles[id.0 as usize]
    }

    /// Finds or founds the party of a group of mentions.
    pub(super) fn place(&mut self, group: &Group) {
        let Some(best) = self.best(group) else { return };
        for id in &group.mentions {
            if let Some(state) = self.profile(*id).state {
                *self.state_counts.entry(state).or_default() += 1;
            }
        }
        let mention = self.mention(best);
        let key = group.mentions.iter().find_map(|id| self.profile(*id).key);
        let kind = group
            .mentions
            .iter()
            .find_map(|id| self.profile(*id).kind)
            .filter(|_| self.profile(best).kind.is_some());
        let Some(kind) = self.profile(best).kind.or(kind) else { return };
        let party = if let Some(key) = key {
            let at = self.by_key.get(&key).copied();
            let at = at.unwrap_or_else(|| self.found(best, kind));
            self.by_key.insert(key, at);
            self.all[at as usize].key = Some(key);
            at
        } else {
            match (mention.form, kind) {
                (MentionForm::Name, ActorKind::Person) => people::place(self, group, best),
                (MentionForm::Name, _) => self.named_body(best, kind),
                _ => match descriptions::place(self, group, best, kind) {
                    descriptions::Placed::One(at) => at,
                    descriptions::Placed::Several(all) => {
                        for at in &all {
                            self.all[*at as usize].mentions.extend(&group.mentions);
                        }
                        for id in &group.mentions {
                            self.of_mention[id.0 as usize].clone_from(&all);
                        }
                        return;
                    }
                    descriptions::Placed::Nobody => return,
                },
            }
        };
        self.absorb(party, group);
    }

    /// The mention that says most of a group: a name before a description.
    fn best(&self, group: &Group) -> Option<MentionId> {
        group
            .mentions
            .iter()
            .copied()
            .filter(|id| self.profile(*id).kind.is_some() && !self.profile(*id).only_place)
            .min_by_key(|id| (self.mention(*id).form != MentionForm::Name, id.0))
    }

    /// A new party.
    pub(super) fn found(&mut self, best: MentionId, kind: ActorKind) -> u32 {
        let mention = self.mention(best);
        self.all.push(Party {
            kind,
            key: None,
            person: None,
            named: mention.form == MentionForm::Name,
            names: Vec::new(),
            best,
            state: None,
            body: None,
            part_of: None,
            sectors: Vec::new(),
            roles: Vec::new(),
            nouns: Vec::new(),
            gender: None,
            plural: false,
            former: false,
            mentions: Vec::new(),
        });
        self.all.len() as u32 - 1
    }

    /// The party with a key of the tables, founded for a mention where it is new.
    pub(super) fn with_key(&mut self, key: Key, mention: MentionId, kind: ActorKind) -> u32 {
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let at = self.found(mention, kind);
        self.all[at as usize].key = Some(key);
        self.all[at as usize].named = true;
        self.by_key.insert(key, at);
        at
    }

    /// A body or people with a name that no table holds.
    fn named_body(&mut self, best: MentionId, kind: ActorKind) -> u32 {
        let name = self.mention(best).name.of(self.read.text);
        let words = name_words(self.read, self.mention(best)).join(" ");
        if let Some(at) = self.by_name.get(&words) {
            return *at;
        }
        // "MDC" after the full name, and the other way round; "the Mail" after
        // "the Malay Mail".
        let found = self.all.iter().position(|party| {
            party.named
                && party.key.is_none()
                && party.kind != ActorKind::Person
                && party.mentions.iter().any(|id| {
                    let other = self.mention(*id);
                    if other.form != MentionForm::Name {
                        return false;
                    }
                    let other = other.name.of(self.read.text);
                    is_acronym(name, other)
                        || is_acronym(other, name)
                        || (!name.contains(' ') && other.ends_with(&format!(" {name}")))
                })
        });
        let at = found.map_or_else(|| self.found(best, kind), |at| at as u32);
        self.by_name.insert(words, at);
        at
    }

    /// Adds a group's mentions to a party and learns from them.
    pub(super) fn absorb(&mut self, at: u32, group: &Group) {
        for id in &group.mentions {
            let profile = self.profile(*id);
            let mention = self.mention(*id);
            let words =
                if mention.form == MentionForm::Name { name_words(self.read, mention) } else { Vec::new() };
            let lemma = CompactString::from(self.read.syntax.token(mention.head).lemma.to_lowercase());
            let party = &mut self.all[at as usize];
            if profile.only_place {
                continue;
            }
            party.mentions.push(*id);
            if !words.is_empty() {
                let longer = party.names.first().is_none_or(|name| name.len() < words.len());
                if !party.named || (longer && party.key.is_none()) {
                    party.best = *id;
                }
                party.named = true;
                if !party.names.contains(&words) {
                    party.names.push(words);
                    party.names.sort_by_key(|name| std::cmp::Reverse(name.len()));
                }
            } else if !party.nouns.contains(&lemma) {
                party.nouns.push(lemma);
            }
            party.state = party.state.or(profile.state);
            party.body = party.body.or(profile.body);
            party.part_of = party.part_of.or(profile.part_of);
            party.gender = party.gender.or(profile.gender);
            party.plural |= profile.plural;
            party.former |= profile.former;
            if let Some(role) = profile.role
                && !party.roles.contains(&role)
            {
                party.roles.push(role);
            }
            if party.sectors.is_empty() || (party.sectors == [Sector::Cvl] && !profile.sectors.is_empty()) {
                party.sectors.clone_from(&profile.sectors);
            }
            self.of_mention[id.0 as usize] = vec![at];
        }
        if let Some(Key::Organisation(body)) = self.all[at as usize].key {
            let country = self.read.tables.organisation(body).country.as_deref();
            self.all[at as usize].state = country.and_then(|country| self.read.tables.state_by_code(country));
        }
        people::complete(self, at);
    }

    /// Every mention of a party that stands before a token, the nearest first.
    pub(super) fn last_before(&self, party: u32, token: TokenId) -> Option<MentionId> {
        self.all[party as usize]
            .mentions
            .iter()
            .copied()
            .filter(|id| self.mention(*id).head < token)
            .max_by_key(|id| self.mention(*id).head)
    }

    /// Gives institutions without a country ("the army", "Colonel Bako") that of
    /// their paragraph or article.
    fn give_home_states(&mut self) {
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
            let institution = institution || local;
            let fixed = party.roles.iter().any(|role| !self.read.tables.role_by_id(*role).open);
            // "African leaders", "foreign ministers": of other countries.
            let abroad = party.mentions.iter().any(|id| {
                let words = self.mention(*id).span.of(self.read.text).to_lowercase();
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
                far.iter().any(|word| words.contains(word)) && !words.contains("foreign minist")
            });
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
            if let Some(first) = party.mentions.iter().min().copied() {
                let state = self.home_state(self.mention(first));
                self.all[at as usize].state = state;
            }
        }
    }

    /// The state that bare institutions belong to ("the army", "police"): the
    /// nearest one named before in the same paragraph, else the one that the
    /// article has named most; none where no state stands out.
    pub(super) fn home_state(&self, mention: &Mention) -> Option<StateId> {
        let syntax = self.read.syntax;
        let paragraph = syntax.sentence_of(mention.head).paragraph;
        let in_paragraph = |id: MentionId| syntax.sentence_of(self.mention(id).head).paragraph == paragraph;
        let near: Vec<StateId> = self
            .read
            .mentions
            .all
            .iter()
            .filter(|other| other.head < mention.head && in_paragraph(other.id))
            .filter_map(|other| {
                self.profile(other.id).state.or_else(|| {
                    let party = self.of_mention[other.id.0 as usize].first()?;
                    self.all[*party as usize].state
                })
            })
            .collect();
        let mut states: Vec<StateId> = near.clone();
        states.dedup();
        states.sort_unstable();
        states.dedup();
        if let [only] = states.as_slice() {
            return Some(*only);
        }
        let most = self.state_counts.iter().map(|(state, count)| (*count, std::cmp::Reverse(*state))).max();
        let second = self
            .state_counts
            .iter()
            .map(|(state, count)| (*count, std::cmp::Reverse(*state)))
            .filter(|one| Some(*one) != most)
            .max();
        match (most, second) {
            (Some((_, state)), None) => Some(state.0),
            (Some((count, state)), Some((next, _))) if count >= next * 2 && states.is_empty() => {
                Some(state.0)
            }
            (Some((_, state)), Some(_)) if states.contains(&state.0) => Some(state.0),
            _ => None,
        }
    }

    /// Writes the actors down, in the order of their first mention.
    pub(super) fn finish(mut self) -> Actors {
        for at in 0..self.all.len() {
            people::complete(&mut self, at as u32);
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
        let all = order.iter().map(|at| self.actor(new_id[*at as usize], *at)).collect();
        let of_mention = self
            .of_mention
            .iter()
            .map(|parties| {
                let mut ids: Vec<ActorId> = parties.iter().map(|at| new_id[*at as usize]).collect();
                ids.dedup();
                ids
            })
            .collect();
        Actors { all, of_mention, notes: self.notes }
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

    fn actor(&self, id: ActorId, at: u32) -> Actor {
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
        let name = match (party.key, party.person) {
            (Some(Key::State(state)), _) => tables.state(state).name.clone(),
            (Some(Key::Organisation(body)), _) => tables.organisation(body).name.clone(),
            (None, Some(person)) => tables.person(person).name.clone(),
            (None, None) => {
                let mention = self.mention(party.best);
                let span = if mention.form == MentionForm::Name { mention.name } else { mention.span };
                span.of(self.read.text).split_whitespace().collect::<Vec<_>>().join(" ")
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

    /// Whether a mention is the subject of a clause.
    pub(super) fn is_subject(&self, mention: &Mention) -> bool {
        let mut at = mention.head;
        while self.read.syntax.token(at).dep == Dep::Conj && self.read.syntax.token(at).head != at {
            at = self.read.syntax.token(at).head;
        }
        matches!(self.read.syntax.token(at).dep, Dep::Nsubj | Dep::Nsubjpass)
    }
}
