//! Serde and text glue for the types that travel as plain strings.

/// Makes a type travel as the string its `Display` writes and its `FromStr` reads.
macro_rules! travels_as_text {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        $crate::text::reads_from_text!($name);
    };
}

/// Makes a type readable, but not writable, as a string.
macro_rules! reads_from_text {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let text =
                    <::std::borrow::Cow<'de, str> as ::serde::Deserialize<'de>>::deserialize(
                        deserializer,
                    )?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }

        impl TryFrom<String> for $name {
            type Error = <Self as ::std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    };
}

pub(crate) use {reads_from_text, travels_as_text};
