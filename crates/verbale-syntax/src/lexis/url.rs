//! Whether a chunk of text is a web address, mail address or IP address.

use super::chars::{Chars, Class};

/// Whether the whole of `text`, which has no white space, is an address: an optional scheme, optional
/// user information up to an `@`, then an IP address or a host name, an optional port, an optional path.
///
/// The core may begin at the start, after the scheme, or after any `@`; from each such place no more
/// is read than up to the next `@` or the path, which ends the search: linear in the text's length.
pub(crate) fn is_url(chars: &Chars, text: &str) -> bool {
    if !text.contains('.') {
        return false;
    }
    if is_core(chars, text) {
        return true;
    }
    if let Some(at) = text.find("://")
        && text[..at].chars().nth(1).is_some()
        && text[..at].chars().all(|c| matches!(c, '+' | '-' | '.') || chars.is(c, Class::Word))
        && is_core(chars, &text[at + 3..])
    {
        return true;
    }
    text.match_indices('@').any(|(at, _)| at > 0 && is_core(chars, &text[at + 1..]))
}

/// IP address or host, optional port, optional path.
fn is_core(chars: &Chars, text: &str) -> bool {
    // An `@` can only stand in the path, and then a path has begun before it.
    let end = text.find(['/', '?', '#', '@', ':']).unwrap_or(text.len());
    let (host, rest) = text.split_at(end);
    is_end(chars, rest) && (is_host(chars, host) || is_ip(chars, host))
}

/// `(:\d{2,5})?([/?#]\S*)?`
fn is_end(chars: &Chars, rest: &str) -> bool {
    let path = match rest.strip_prefix(':') {
        None => rest,
        Some(port) => {
            let digits = port.chars().take(6).take_while(|c| chars.is(*c, Class::Decimal));
            let (count, length) = digits.fold((0, 0), |(n, bytes), c| (n + 1, bytes + c.len_utf8()));
            if !(2..=5).contains(&count) {
                return false;
            }
            &port[length..]
        }
    };
    path.is_empty() || path.starts_with(['/', '?', '#'])
}

/// One or more labels of 1 to 64 characters, each with a dot, and a top-level domain of 2 to 63 letters.
fn is_host(chars: &Chars, host: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    (2..=63).contains(&top.chars().take(64).count())
        && top.chars().all(|c| chars.is(c, Class::AlphaLower))
        && labels.split('.').all(|label| {
            label.starts_with(inner)
                && label.ends_with(inner)
                && label.chars().all(|c| inner(c) || matches!(c, '_' | '-'))
                && label.chars().nth(64).is_none()
        })
}

/// Four octets in dotted notation, none of the private or local networks.
fn is_ip(chars: &Chars, host: &str) -> bool {
    let mut parts = host.split('.');
    let (Some(a), Some(b), Some(c), Some(d), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let octet = |text| Octet::new(chars, text);
    let (Some(a), Some(b), Some(c), Some(d)) = (octet(a), octet(b), octet(c), octet(d)) else { return false };
    let private = matches!(a.digits(), ['1', '0'] | ['1', '2', '7'])
        || matches!(
            (a.digits(), b.digits()),
            (['1', '6', '9'], ['2', '5', '4'])
                | (['1', '9', '2'], ['1', '6', '8'])
                | (['1', '7', '2'], ['1', '6'..='9'] | ['2', _] | ['3', '0' | '1'])
        );
    let first = matches!(
        a.digits(),
        ['1'..='9'] | ['1'..='9', _] | ['1', _, _] | ['2', '0' | '1', _] | ['2', '2', '0'..='3']
    );
    let last = matches!(
        d.digits(),
        ['1'..='9'] | ['1'..='9', _] | ['1', _, _] | ['2', '0'..='4', _] | ['2', '5', '0'..='4']
    );
    let middle = |octet: &Octet| {
        matches!(octet.digits(), [_] | [_, _] | ['1', _, _] | ['2', '0'..='4', _] | ['2', '5', '0'..='5'])
    };
    !private && first && middle(&b) && middle(&c) && last
}

/// One to three decimal digits of any script.
struct Octet {
    digits: [char; 3],
    length: usize,
}

impl Octet {
    fn new(chars: &Chars, text: &str) -> Option<Self> {
        let mut octet = Self { digits: ['0'; 3], length: 0 };
        for c in text.chars() {
            *octet.digits.get_mut(octet.length).filter(|_| chars.is(c, Class::Decimal))? = c;
            octet.length += 1;
        }
        (octet.length > 0).then_some(octet)
    }

    fn digits(&self) -> &[char] {
        &self.digits[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn addresses() {
        let chars = &Model::bundled().lexis.tokenizer.chars;
        for text in [
            "example.org",
            "www.example.co.uk/a?b#c",
            "https://example.org:8080/a",
            "a+b://example.org",
            "press@example.org",
            "a:b@c@example.org",
            "8.8.8.8",
            "172.15.0.1:80",
            "münchen.de",
        ] {
            assert!(is_url(chars, text), "{text}");
        }
        for text in [
            "example",
            "e.g.",
            "lower.Upper",
            "a.b",
            "http://",
            "@.org",
            "-a.org",
            "127.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "1.2.3",
            "300.1.1.1",
            "example.org:1",
            "example.org:123456",
            "a_.org",
        ] {
            assert!(!is_url(chars, text), "{text}");
        }
        assert!(is_url(chars, &format!("{}.org", "a".repeat(64))));
        assert!(!is_url(chars, &format!("{}.org", "a".repeat(65))));
    }
}
