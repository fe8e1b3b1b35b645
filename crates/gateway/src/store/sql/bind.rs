//! What is bound to a query.

use std::borrow::Cow;

use uuid::Uuid;

/// A value, or that there is none; of which type is known all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(Option<String>),
    /// A whole number.
    Integer(Option<i64>),
    /// Yes or no.
    Bool(Option<bool>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// A key.
    Uuid(Option<Uuid>),
}

/// What can be bound to a query.
pub trait Bind: Sized {
    /// That there is none of it.
    const NONE: Value;

    /// The value as a database takes it.
    fn value(self) -> Value;
}

/// What becomes a value of a type by `into`.
macro_rules! bind_as {
    ($kind:ident: $($type:ty),+) => {$(
        impl Bind for $type {
            const NONE: Value = Value::$kind(None);

            fn value(self) -> Value {
                Value::$kind(Some(self.into()))
            }
        }
    )+};
}

bind_as!(Text: &str, String, Cow<'_, str>);
bind_as!(Integer: u8, u16, u32, i32, i64);
bind_as!(Bool: bool);
bind_as!(Bytes: &[u8], Vec<u8>);
bind_as!(Uuid: Uuid);

impl<const N: usize> Bind for [u8; N] {
    const NONE: Value = Value::Bytes(None);

    fn value(self) -> Value {
        Value::Bytes(Some(self.into()))
    }
}

impl<T: Bind> Bind for Option<T> {
    const NONE: Value = T::NONE;

    fn value(self) -> Value {
        self.map_or(T::NONE, T::value)
    }
}

impl<T: Bind + Clone> Bind for &T {
    const NONE: Value = T::NONE;

    fn value(self) -> Value {
        self.clone().value()
    }
}
