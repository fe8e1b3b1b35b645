//! The shape that nearly every endpoint has, written once.

/// Says what an [`Endpoint`](crate::Endpoint) is:
/// `endpoint!(GET "/crm/{connection}/people/{id}" GetPerson => Record; ["/crm/", connection, "/people/", id])`, with an
/// optional `query = member`, `body = member: Type` and `if_match = member`.
macro_rules! endpoint {
    (
        $method:ident $path:literal $name:ident => $answer:ty; [$($part:tt),+]
        $(, query = $query:ident)? $(, body = $body:ident: $body_type:ty)? $(, if_match = $version:ident)?
    ) => {
        impl $crate::Endpoint for $name {
            const METHOD: http::Method = http::Method::$method;
            const PATH: &'static str = $path;
            type Body = endpoint!(@body $($body_type)?);
            type Answer = $answer;

            fn target(&self) -> String {
                let mut target = String::new();
                $(endpoint!(@part target, self, $part);)+
                $(target.push_str(&$crate::endpoint::query_string(&self.$query));)?
                target
            }

            $(fn body(&self) -> Option<&$body_type> {
                Some(&self.$body)
            })?

            $(fn if_match(&self) -> Option<$crate::Version> {
                Some(self.$version)
            })?
        }
    };
    (@body) => { $crate::Nothing };
    (@body $body_type:ty) => { $body_type };
    (@part $target:ident, $this:ident, $part:literal) => { $target.push_str($part) };
    (@part $target:ident, $this:ident, $part:ident) => { $target.push_str(&$this.$part.to_string()) };
}

pub(crate) use endpoint;
