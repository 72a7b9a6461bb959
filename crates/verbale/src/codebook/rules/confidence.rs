//! How often each rule was right on sentences of our own: `codebook/confidence.tsv`,
//! counted by `verbale-dev eval sentences … --confidence`.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::events::EventType;

/// The counts of every rule and type.
#[derive(Debug, Default)]
pub struct Confidence {
    by_rule: HashMap<CompactString, Count>,
    by_type: HashMap<EventType, Count>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    events: f32,
    right: f32,
}

impl Count {
    /// The share that is right, drawn towards `expected` as by so many further events.
    fn drawn_towards(self, expected: f32, strength: f32) -> f32 {
        (self.right + strength * expected) / (self.events + strength)
    }
}

/// The share of all events with a party on both sides that are right, on our own sentences and on the development sets.
const OVERALL: f32 = 0.80;
/// Types differ little, rules little more than chance: both are drawn strongly to the mean.
const OF_TYPE: f32 = 400.0;
const OF_RULE: f32 = 120.0;
/// The ranker's probability is of the type alone; the parties may be wrong as well.
const OF_PARTIES: f32 = 0.9;

impl Confidence {
    /// Reads `rule<TAB>type<TAB>events<TAB>right`, a head and comments left out.
    pub(super) fn read(text: &str) -> Self {
        let mut out = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [rule, event, events, right] = cells[..] else { continue };
            let (Some(event), Ok(events), Ok(right)) = (
                EventType::ALL.iter().copied().find(|known| known.as_str() == event),
                events.parse::<f32>(),
                right.parse::<f32>(),
            ) else {
                continue;
            };
            out.by_rule.insert(rule.into(), Count { events, right });
            let count = out.by_type.entry(event).or_default();
            count.events += events;
            count.right += right;
        }
        out
    }

    /// Probability that type and both parties of an event by this rule are right.
    #[must_use]
    pub fn of_rule(&self, id: &str, event: EventType) -> f32 {
        let of = |count: Option<&Count>| count.copied().unwrap_or_default();
        let of_type = of(self.by_type.get(&event)).drawn_towards(OVERALL, OF_TYPE);
        of(self.by_rule.get(id)).drawn_towards(of_type, OF_RULE)
    }

    /// The same of an event that the ranker proposes with this probability.
    #[must_use]
    pub fn of_ranker(probability: f32) -> f32 {
        probability * OF_PARTIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_drawn_to_their_type() {
        let table =
            Confidence::read("# rule\ttype\tevents\tright\na.b\tACCUSE\t60\t60\na.c\tACCUSE\t60\t0\n");
        let of = |id: &str| table.of_rule(id, EventType::Accuse);
        assert!(of("a.c") < of("a.new") && of("a.new") < of("a.b"));
        assert!((table.of_rule("new", EventType::Aid) - OVERALL).abs() < 1e-6);
    }
}
