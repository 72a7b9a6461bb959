//! The fields of a JSON object that are wanted. All else in it is passed over
//! as it is parsed, so that memory does not grow with what nobody asked for.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Error, Number};

use crate::columns::{Columns, Field};

/// What stands under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// No such key, or `null`.
    Nothing,
    Text(String),
    /// Its digits.
    Number(String),
    /// What is neither; what to call it.
    Other(&'static str),
}

/// Those of [`Field::ALL`], in that order; of a key that stands twice, the last.
pub(crate) type Cells = [Cell; Field::ALL.len()];

/// The cells of an object by the keys that the columns are called; none of
/// what is no object.
///
/// # Errors
///
/// Where the text is not JSON, or deeper than [`crate::limits::JSON_DEPTH`].
pub(crate) fn cells(json: &str, columns: &Columns) -> Result<Option<Cells>, Error> {
    if !json.trim_start().starts_with('{') {
        return serde_json::from_str::<Cell>(json).map(|_| None);
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let cells = Object(columns).deserialize(&mut deserializer)?;
    deserializer.end().map(|()| Some(cells))
}

/// The items of a list that is sound JSON, each as it stands in the text.
pub(crate) struct Items {
    list: String,
    /// Where what follows the last item begins.
    at: usize,
}

impl Items {
    pub(crate) fn new(list: String) -> Self {
        Self { list, at: 0 }
    }

    pub(crate) fn next(&mut self) -> Option<&str> {
        // The bracket or comma before it.
        let divider = self.list[self.at..].find(['[', ',', ']'])?;
        let start = self.at + divider + 1;
        let mut values = serde_json::Deserializer::from_str(&self.list[start..]).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        self.at = start + values.byte_offset();
        Some(&self.list[start..self.at])
    }
}

struct Object<'a>(&'a Columns);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Cells;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cells, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Cells;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
        let mut cells = [const { Cell::Nothing }; Field::ALL.len()];
        while let Some((key, cell)) = map.next_entry::<String, Cell>()? {
            for (place, field) in cells.iter_mut().zip(Field::ALL) {
                if self.0.name(field) == key {
                    place.clone_from(&cell);
                }
            }
        }
        Ok(cells)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Other("a truth value"))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Number::from_f64(number).map_or(Cell::Nothing, |number| Cell::Number(number.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    // What is in it is parsed, since depth is only looked at then, and dropped.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
        while list.next_element::<Self::Value>()?.is_some() {}
        Ok(Cell::Other("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Cell, A::Error> {
        while object.next_entry::<IgnoredAny, Self::Value>()?.is_some() {}
        Ok(Cell::Other("an object"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wanted_cells_are_found_by_their_keys() {
        let columns: Columns = "text=body,title=body".parse().unwrap();
        let json = r#"{"x": [[1, {"body": 2}], {}], "body": "a", "date": 20310509, "id": 1e3, "url": null, "source": {}}"#;
        let [text, date, id, title, source, url] = cells(json, &columns).unwrap().unwrap();
        assert_eq!((text, title), (Cell::Text("a".to_owned()), Cell::Text("a".to_owned())));
        assert_eq!((date, id), (Cell::Number("20310509".to_owned()), Cell::Number("1000.0".to_owned())));
        assert_eq!((source, url), (Cell::Other("an object"), Cell::Nothing));
        assert_eq!(cells(" [1]", &columns).unwrap(), None);
        assert_eq!(
            cells("{\"body\": 1, \"body\": -2}", &columns).unwrap().unwrap()[0],
            Cell::Number("-2".to_owned())
        );
        for bad in ["{\"body\": 1}}", "{\"body\" 1}", "", "[1", &format!("{{\"x\": {}", "[".repeat(200))] {
            assert!(cells(bad, &columns).is_err(), "{bad}");
        }
    }

    #[test]
    fn items_are_told_one_by_one() {
        let mut items = Items::new(" [ {\"a\": \"],[\"} ,5,[[1], 2],\"é\" , null ]\n".to_owned());
        let mut all = Vec::new();
        while let Some(item) = items.next() {
            all.push(item.trim().to_owned());
        }
        assert_eq!(all, ["{\"a\": \"],[\"}", "5", "[[1], 2]", "\"é\"", "null"]);
        assert_eq!(Items::new("[]".to_owned()).next(), None);
    }
}
