//! The parties of an article as they grow, mention by mention.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    ActorKind, Read, Sector, descriptions,
    links::{Group, initials},
    names::name_words,
    people,
    profile::{Key, Profile},
};
use crate::{
    codebook::actors::{Gender, OrganisationId, PersonId, RoleId, RoleKind, StateId},
    mentions::{Mention, MentionForm, MentionId},
    syntax::{Dep, TokenId},
};

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
    /// What it is called where no mention names it alone.
    pub(super) own_words: Option<String>,
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
    /// Named bodies by their initials, and by their last word.
    by_initials: HashMap<String, u32>,
    by_last_word: HashMap<String, u32>,
    /// People by each word of their names.
    by_word: HashMap<CompactString, Vec<u32>>,
    pub(super) by_person: HashMap<PersonId, u32>,
    /// The state that the article is mostly about so far, by mentions.
    pub(super) state_counts: HashMap<StateId, u32>,
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
            by_initials: HashMap::new(),
            by_last_word: HashMap::new(),
            by_word: HashMap::new(),
            by_person: HashMap::new(),
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
        let states = &self.profile(best).states;
        if states.len() >= 2 {
            let several = self.of_states(best, states);
            self.give_several(group, &several);
            return;
        }
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
                _ => match descriptions::place(self, best, kind) {
                    descriptions::Placed::One(at) => at,
                    descriptions::Placed::Several(all) => {
                        self.give_several(group, &all);
                        return;
                    }
                    descriptions::Placed::Nobody => return,
                },
            }
        };
        self.absorb(party, group);
    }

    /// Gives a group's mentions to several parties.
    fn give_several(&mut self, group: &Group, parties: &[u32]) {
        for at in parties {
            self.all[*at as usize].mentions.extend(&group.mentions);
        }
        for id in &group.mentions {
            self.of_mention[id.0 as usize] = parties.to_vec();
        }
    }

    /// The parties of a mention that gathers states: the states themselves, or
    /// the one who holds the named office in each.
    fn of_states(&mut self, best: MentionId, states: &[StateId]) -> Vec<u32> {
        let mention = self.mention(best);
        let lemma = self.read.syntax.token(mention.head).lemma.to_lowercase();
        let role = mention.role.filter(|_| mention.form == MentionForm::Nominal);
        let mut all = Vec::new();
        for state in states {
            let Some(role) = role else {
                all.push(self.with_key(Key::State(*state), best, ActorKind::State));
                continue;
            };
            let words = mention.name.of(self.read.text).to_lowercase();
            let one = words.strip_suffix('s').unwrap_or(&words);
            let person = people::holder(self, *state, one);
            let singular = self.read.tables.role(one).unwrap_or(role);
            let known = self.all.iter().rposition(|party| {
                (person.is_some() && party.person == person)
                    || (one == "leader"
                        && party.kind == ActorKind::Person
                        && party.named
                        && party.state == Some(*state))
                    || (party.state == Some(*state)
                        && party.kind != ActorKind::State
                        && party.roles.contains(&singular))
            });
            let row = self.read.tables.role_by_id(singular);
            let kind = match row.kind {
                RoleKind::Person => ActorKind::Person,
                RoleKind::Group => ActorKind::Group,
                RoleKind::Organisation => ActorKind::Organisation,
                RoleKind::State => ActorKind::State,
            };
            let government =
                matches!(lemma.as_str(), "government" | "side" | "delegation") || kind == ActorKind::State;
            let at = if government {
                self.with_key(Key::State(*state), best, ActorKind::State)
            } else {
                known.map_or_else(|| self.found(best, kind), |at| at as u32)
            };
            let sectors = row.sectors.clone();
            let name = format!("{one} of {}", self.read.tables.state(*state).name);
            let party = &mut self.all[at as usize];
            if !government {
                party.state = Some(*state);
                party.person = party.person.or(person);
                party.own_words.get_or_insert(name);
                if party.sectors.is_empty() {
                    party.sectors = sectors;
                }
                if !party.roles.contains(&singular) {
                    party.roles.push(singular);
                }
            }
            all.push(at);
        }
        all.dedup();
        all
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
            own_words: None,
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

    /// Notes that a party is a person of the tables.
    pub(super) fn is_person(&mut self, at: u32, person: PersonId) {
        self.all[at as usize].person = Some(person);
        self.by_person.entry(person).or_insert(at);
    }

    /// The people whose names share a word with these, in the order in which they
    /// came.
    pub(super) fn with_words(&self, words: &[CompactString]) -> Vec<u32> {
        let mut all: Vec<u32> =
            words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        // A given name in one or two words: "Jong-un", "Jong Un".
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The party with a key of the tables, founded for a mention where it is new.
    pub(super) fn with_key(&mut self, key: Key, mention: MentionId, kind: ActorKind) -> u32 {
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let at = self.found(mention, kind);
        let party = &mut self.all[at as usize];
        party.key = Some(key);
        party.named = true;
        match key {
            Key::State(state) => {
                party.state = Some(state);
                party.sectors = vec![Sector::Gov];
            }
            Key::Organisation(body) => {
                let body = self.read.tables.organisation(body);
                party.sectors.clone_from(&body.sectors);
                party.state = body.country.as_ref().and_then(|code| self.read.tables.state_by_code(code));
            }
        }
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
        let letters: String =
            name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        let initials = initials(name);
        let found = if name.contains(' ') {
            self.by_name.get(&initials.to_lowercase()).copied().filter(|_| initials.len() >= 2)
        } else {
            self.by_initials.get(&letters).or_else(|| self.by_last_word.get(name)).copied()
        };
        let found = found.filter(|at| self.all[*at as usize].key.is_none());
        let at = found.unwrap_or_else(|| self.found(best, kind));
        if name.contains(' ') {
            self.by_initials.entry(initials).or_insert(at);
            self.by_last_word.entry(name.rsplit(' ').next().unwrap_or(name).to_owned()).or_insert(at);
        }
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
            let lemma = self.read.syntax.token(mention.head).lemma.to_lowercase();
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
                    if party.kind == ActorKind::Person {
                        for word in &words {
                            let all = self.by_word.entry(word.clone()).or_default();
                            if all.last() != Some(&at) {
                                all.push(at);
                            }
                        }
                    }
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
        people::complete(self, at, false);
    }

    /// The nearest mention of a party before a token.
    pub(super) fn last_before(&self, party: u32, token: TokenId) -> Option<MentionId> {
        // Mentions come nearly in order: the last that stands before is the nearest.
        self.all[party as usize].mentions.iter().rev().copied().find(|id| self.mention(*id).head < token)
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
