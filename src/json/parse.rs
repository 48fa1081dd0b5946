//! From text to tree.

use super::{Kind, Value, Wrong, number};

/// How deep lists and tables may stand in each other.
const DEEPEST: usize = 127;

pub(super) fn parse(text: &str) -> Result<Value, Wrong> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEEPEST)?;
    match parser.next_sign() {
        None => Ok(value),
        Some(_) => Err(parser.unexpected("trailing characters")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// The next byte that is no space; it is not passed.
    fn next_sign(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.step();
        }
        self.byte()
    }

    /// Something is wrong with the next byte.
    fn unexpected(&self, reason: &str) -> Wrong {
        Wrong::new(self.at.saturating_add(1).min(self.text.len()), reason)
    }

    /// The text ends too early, or goes on with something else.
    fn instead_of(&self, what: &str, reason: &str) -> Wrong {
        match self.byte() {
            None => Wrong::new(self.at, format!("EOF while parsing {what}")),
            Some(_) => self.unexpected(reason),
        }
    }

    fn value(&mut self, deep: usize) -> Result<Value, Wrong> {
        let kind = match self.next_sign() {
            Some(b'n') => self.word("null", Kind::Null)?,
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(sign @ (b'[' | b'{')) => {
                let Some(deep) = deep.checked_sub(1) else {
                    return Err(self.unexpected("recursion limit exceeded"));
                };
                self.step();
                if sign == b'[' {
                    self.list(deep)?
                } else {
                    self.table(deep)?
                }
            }
            _ => return Err(self.instead_of("a value", "expected value")),
        };
        Ok(Value { kind, end: self.at })
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, Wrong> {
        for letter in word.bytes() {
            if self.byte() != Some(letter) {
                return Err(self.instead_of("a value", "expected ident"));
            }
            self.step();
        }
        Ok(kind)
    }

    fn list(&mut self, deep: usize) -> Result<Kind, Wrong> {
        let mut list = Vec::new();
        while self.goes_on(b']', list.is_empty(), "a list")? {
            list.push(self.value(deep)?);
        }
        Ok(Kind::List(list))
    }

    fn table(&mut self, deep: usize) -> Result<Kind, Wrong> {
        let mut table = Vec::new();
        while self.goes_on(b'}', table.is_empty(), "an object")? {
            if self.next_sign() != Some(b'"') {
                return Err(self.instead_of("an object", "key must be a string"));
            }
            let key = self.string()?;
            if self.next_sign() != Some(b':') {
                return Err(self.instead_of("an object", "expected `:`"));
            }
            self.step();
            table.push((key, self.value(deep)?));
        }
        Ok(Kind::Table(table))
    }

    /// Passes a comma (but at the start) or the closing bracket; false after the bracket.
    fn goes_on(&mut self, close: u8, is_start: bool, what: &str) -> Result<bool, Wrong> {
        match self.next_sign() {
            Some(sign) if sign == close => {
                self.step();
                Ok(false)
            }
            Some(b',') if !is_start => {
                self.step();
                if self.next_sign() == Some(close) {
                    return Err(self.unexpected("trailing comma"));
                }
                Ok(true)
            }
            Some(_) if is_start => Ok(true),
            _ => Err(self.instead_of(what, "expected `,` or a closing bracket")),
        }
    }

    /// From the opening quotation mark past the closing one.
    fn string(&mut self) -> Result<String, Wrong> {
        let mut out = String::new();
        self.step();
        loop {
            let start = self.at;
            while !matches!(self.byte(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.step();
            }
            out.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.byte() {
                Some(b'"') => {
                    self.step();
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.step();
                    out.push(self.escape()?);
                }
                _ => return Err(self.instead_of("a string", "control character found while parsing a string")),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, Wrong> {
        let letter = match self.byte() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.step();
                return self.unicode();
            }
            _ => return Err(self.instead_of("a string", "invalid escape")),
        };
        self.step();
        Ok(letter)
    }

    /// Four digits, and four more where those are half a letter.
    fn unicode(&mut self) -> Result<char, Wrong> {
        let first = self.hex()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) {
            for sign in [b'\\', b'u'] {
                if self.byte() != Some(sign) {
                    return Err(self.instead_of("a string", "half a letter"));
                }
                self.step();
            }
            let second = self.hex()?.wrapping_sub(0xdc00);
            let both = (first & 0x3ff).wrapping_shl(10) | second;
            // What is no second half makes no letter.
            code = if second < 0x400 {
                both.wrapping_add(0x1_0000)
            } else {
                first
            };
        }
        char::from_u32(code).ok_or_else(|| self.unexpected("half a letter"))
    }

    fn hex(&mut self) -> Result<u32, Wrong> {
        let mut code = 0u32;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.instead_of("a string", "invalid escape"));
            };
            code = code.wrapping_shl(4) | digit;
            self.step();
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<f64, Wrong> {
        let mut number = number::Digits::default();
        if self.byte() == Some(b'-') {
            number.is_negative = true;
            self.step();
        }
        let starts_with_nought = self.byte() == Some(b'0');
        let n_digits = self.digits(&mut |digit| number.push(digit, false))?;
        if starts_with_nought && n_digits > 1 {
            return Err(self.unexpected("invalid number"));
        }
        if self.byte() == Some(b'.') {
            self.step();
            self.digits(&mut |digit| number.push(digit, true))?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.step();
            let is_negative = self.byte() == Some(b'-');
            if let Some(b'+' | b'-') = self.byte() {
                self.step();
            }
            let mut exponent = 0i32;
            self.digits(&mut |digit| exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit)))?;
            number.shift(if is_negative {
                exponent.saturating_neg()
            } else {
                exponent
            });
        }
        let value = number.value();
        if value.is_finite() {
            Ok(value)
        } else {
            Err(self.unexpected("number out of range"))
        }
    }

    /// One digit or more.
    fn digits(&mut self, each: &mut dyn FnMut(u8)) -> Result<usize, Wrong> {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            each(digit & 0xf);
            self.step();
        }
        match self.at.saturating_sub(start) {
            0 => Err(self.instead_of("a value", "invalid number")),
            n_digits => Ok(n_digits),
        }
    }
}
