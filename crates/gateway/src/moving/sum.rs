//! The checksum of a table: the same for the same rows, in whichever order and from whichever database they come.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::store::sql::Value;
use crate::store::tokens::hexadecimal;

/// How many rows, and the sum of the SHA-256 of each of them, as numbers of 256 bits: it is another one where a row is missing, doubled or
/// changed, and their order makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many rows.
    pub rows: u64,
    /// The highest byte comes first.
    hashes: [u8; 32],
}

impl Sum {
    /// Takes a row in.
    pub(super) fn add(&mut self, row: &[Value]) {
        let mut hash = Sha256::new();
        row.iter().for_each(|value| take(&mut hash, value));
        let mut carry = 0;
        for (sum, byte) in self.hashes.iter_mut().zip(hash.finalize()).rev() {
            let added = u16::from(*sum) + u16::from(byte) + carry;
            let [low, high] = added.to_le_bytes();
            (*sum, carry) = (low, high.into());
        }
        self.rows += 1;
    }

    /// The checksum, in hexadecimal.
    pub fn checksum(&self) -> String {
        hexadecimal(&self.hashes)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} rows, checksum {}", self.rows, self.checksum())
    }
}

/// Takes a value in: of which kind it is and how long, so that no two rows say the same; or that there is none.
fn take(hash: &mut Sha256, value: &Value) {
    let mut say = |kind: u8, bytes: &[u8]| {
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    match value {
        Value::Text(Some(text)) => say(1, text.as_bytes()),
        Value::Integer(Some(number)) => say(2, &number.to_le_bytes()),
        Value::Bool(Some(yes)) => say(3, &[u8::from(*yes)]),
        Value::Bytes(Some(bytes)) => say(4, bytes),
        Value::Uuid(Some(key)) => say(5, key.as_bytes()),
        Value::Text(None) | Value::Integer(None) | Value::Bool(None) | Value::Bytes(None) | Value::Uuid(None) => {
            say(0, &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[&[Value]]) -> Sum {
        let mut sum = Sum::default();
        rows.iter().for_each(|row| sum.add(row));
        sum
    }

    fn text(text: &str) -> Value {
        Value::Text(Some(text.into()))
    }

    #[test]
    fn the_order_makes_no_difference_and_everything_else_does() {
        let (one, two) = ([text("a"), text("b")], [text("c"), Value::Integer(Some(1))]);
        let both = sum(&[&one, &two]);
        assert_eq!(both, sum(&[&two, &one]));
        let others: [&[&[Value]]; 7] = [
            &[&one],
            &[&one, &two, &two],
            &[&one, &one],
            &[&one, &[text("c"), Value::Integer(Some(2))]],
            &[&one, &[text("c"), Value::Integer(None)]],
            // What stands in two columns is not what stands in one.
            &[&[text("ab"), text("")], &two],
            &[&[text("b"), text("a")], &two],
        ];
        for other in others {
            assert_ne!(sum(other).checksum(), both.checksum(), "{other:?}");
        }
        assert_eq!(Sum::default().checksum(), "0".repeat(64));
    }

    #[test]
    fn it_is_the_sum_of_what_sha_256_says() {
        // That there is none is nine bytes of nothing; and twice a number is its bits, one place further.
        let digest: [u8; 32] = Sha256::digest([0; 9]).into();
        let below = digest.iter().skip(1).map(|byte| byte >> 7).chain([0]);
        let doubled: Vec<u8> = digest.iter().zip(below).map(|(byte, below)| byte << 1 | below).collect();
        assert_eq!(sum(&[&[Value::Text(None)]]).checksum(), hexadecimal(&digest));
        let twice = sum(&[&[Value::Text(None)], &[Value::Uuid(None)]]);
        assert_eq!(twice.checksum(), hexadecimal(&doubled));
    }
}
