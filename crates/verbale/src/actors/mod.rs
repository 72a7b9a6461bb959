//! Actors: who the mentions stand for, with the codes held on the article's date.

use compact_str::CompactString;
use jiff::civil::Date;

mod affiliation;
mod binding;
mod descriptions;
mod finish;
mod inhabitants;
mod join;
mod links;
mod metonyms;
mod names;
mod people;
mod profile;
mod pronouns;
mod several;

use crate::{
    codebook::{Codebook, actors::ActorTables},
    mentions::{MentionId, Mentions},
    places::Places,
    statements::Statements,
    syntax::Syntax,
};

/// Index of an actor in [`Actors::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// The actors of an article.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    /// In the order of their first mention.
    pub all: Vec<Actor>,
    /// The actors that each mention stands for, by mention: one, several for
    /// "both countries", none for what is no party.
    pub of_mention: Vec<Vec<ActorId>>,
    /// Those who live where a mention of a town or region says: parties only where an act is done to the place.
    /// In the order of the mentions; these actors stand behind all others.
    pub inhabitants: Vec<(MentionId, ActorId)>,
    /// Doubts: a table and the article disagree, a name fits two.
    pub notes: Vec<String>,
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its own id.
    pub id: ActorId,
    /// Fullest name in the article or the table's standard name; its words
    /// where it is unnamed.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Whether it has a name of its own.
    pub named: bool,
    /// PLOVER code: ISO 3166-1 alpha-3, or IGO, NGO, UNO, EUR, ISM, IMG, MNC.
    pub code: Option<CompactString>,
    /// ISO 3166-1 alpha-3 code of its country.
    pub country: Option<CompactString>,
    /// PLOVER sectors, the main one first.
    pub sectors: Vec<Sector>,
    /// The office that it holds on the article's date.
    pub office: Option<String>,
    /// Every mention, in order.
    pub mentions: Vec<MentionId>,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A state or territory.
    State,
    /// A body with a name: ministry, alliance, company, outlet.
    Organisation,
    /// Several people without a body: troops, villagers, sources.
    Group,
    /// Those who live in a town or region, named by it: whom a curfew there or an aid to it is directed at.
    Place,
}

macro_rules! sectors {
    ($($variant:ident = $text:literal, $doc:literal;)*) => {
        /// PLOVER's sectors.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Sector { $(#[doc = $doc] $variant),* }

        impl Sector {
            /// Every sector.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// PLOVER's three letters.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The sector with these three letters.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

sectors! {
    Agr = "AGR", "Agriculture.";
    Bus = "BUS", "Business.";
    Cop = "COP", "Police.";
    Crm = "CRM", "Criminals.";
    Cvl = "CVL", "Civilians.";
    Edu = "EDU", "Education.";
    Eli = "ELI", "Elites, former officials, celebrities.";
    Gov = "GOV", "Executive and government.";
    Jrn = "JRN", "Journalists and outlets as actors.";
    Jud = "JUD", "Courts and judges.";
    Lab = "LAB", "Labour.";
    Leg = "LEG", "Legislature.";
    Med = "MED", "Media outlets (the record's design) and, in PLOVER, medical personnel.";
    Mil = "MIL", "Military.";
    Opp = "OPP", "Political opposition.";
    Pre = "PRE", "Prisoners.";
    Prm = "PRM", "Paramilitary.";
    Pty = "PTY", "Parties.";
    Reb = "REB", "Rebels.";
    Ref = "REF", "Refugees and displaced people.";
    Rel = "REL", "Religious bodies.";
    Soc = "SOC", "Other social groups.";
    Spy = "SPY", "Intelligence services.";
    Uaf = "UAF", "Unidentified armed forces.";
    Unk = "UNK", "Unknown.";
}

impl Actors {
    /// The actor.
    #[must_use]
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.all[id.0 as usize]
    }

    /// The actors that a mention stands for.
    #[must_use]
    pub fn of(&self, mention: MentionId) -> &[ActorId] {
        self.of_mention.get(mention.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Those who live where the mention says, if it names a town or region that is no party by itself.
    #[must_use]
    pub fn living_in(&self, mention: MentionId) -> Option<ActorId> {
        let at = self.inhabitants.binary_search_by_key(&mention, |row| row.0).ok()?;
        Some(self.inhabitants[at].1)
    }
}

/// Joins the mentions of an article published on `date` into actors.
#[must_use]
#[allow(clippy::too_many_arguments, reason = "the layers before it")]
pub fn resolve(
    text: &str,
    date: Date,
    syntax: &Syntax,
    mentions: &Mentions,
    places: &Places,
    statements: &Statements,
    codebook: &Codebook,
) -> Actors {
    let read = Read { text, date, syntax, mentions, places, statements, tables: &codebook.actors };
    let profiles = profile::all(&read);
    let groups = links::groups(&read, &profiles);
    let mut parties = join::Parties::new(&read, &profiles);
    for group in &groups {
        parties.place(group);
    }
    pronouns::resolve(&mut parties);
    parties.finish()
}

/// What the stage reads.
struct Read<'a> {
    text: &'a str,
    date: Date,
    syntax: &'a Syntax,
    mentions: &'a Mentions,
    places: &'a Places,
    statements: &'a Statements,
    tables: &'a ActorTables,
}

#[cfg(test)]
mod tests;
