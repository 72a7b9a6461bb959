//! Which column of a table, or key of a JSON object, holds what.

use std::str::FromStr;

/// What is known of an article, each in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The article's text; without it there is no article.
    Text,
    /// The day of publication.
    Date,
    /// The user's own id.
    Id,
    /// The headline.
    Title,
    /// The outlet.
    Source,
    /// Where it was published.
    Url,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Text, Self::Date, Self::Id, Self::Title, Self::Source, Self::Url];

    /// The column's name where the user gives no other.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Id => "id",
            Self::Title => "title",
            Self::Source => "source",
            Self::Url => "url",
        }
    }
}

/// The names of the columns: `text=body,date=published`, and for the others
/// their own names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Field, String)>);

impl Columns {
    /// What the column of `field` is called.
    #[must_use]
    pub fn name(&self, field: Field) -> &str {
        self.given(field).unwrap_or(field.name())
    }

    /// What the user calls it, where they said so.
    #[must_use]
    pub fn given(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(one, _)| *one == field).map(|(_, name)| name.as_str())
    }
}

impl FromStr for Columns {
    type Err = String;

    fn from_str(map: &str) -> Result<Self, String> {
        let mut columns = Self::default();
        for pair in map.split(',') {
            let (field, name) = pair
                .split_once('=')
                .filter(|(_, name)| !name.trim().is_empty())
                .ok_or_else(|| format!("{pair:?} is no pair; write for example text=body,date=published"))?;
            let field = Field::ALL.into_iter().find(|one| one.name() == field.trim()).ok_or_else(|| {
                format!("{:?} is no field; the fields are text, date, id, title, source, url", field.trim())
            })?;
            if columns.given(field).is_some() {
                return Err(format!("{} is mapped twice", field.name()));
            }
            columns.0.push((field, name.trim().to_owned()));
        }
        Ok(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_faults_named() {
        let columns: Columns = "text=body, date = published on".parse().unwrap();
        assert_eq!(columns.name(Field::Text), "body");
        assert_eq!(columns.name(Field::Date), "published on");
        assert_eq!(columns.name(Field::Url), "url");
        for (map, fault) in [
            ("body", "no pair"),
            ("text=", "no pair"),
            ("txt=a", "no field"),
            ("id=a,id=b", "twice"),
            ("", "no pair"),
        ] {
            assert!(map.parse::<Columns>().unwrap_err().contains(fault), "{map}");
        }
    }
}
