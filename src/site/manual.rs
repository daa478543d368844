//! What can be told of the built-in templates and static files: what each is for and what each template sees.

use super::context::frame::Frame;
use super::context::{Struct, fields_of};
use super::kinds;
use super::template::Template;

pub use super::context::{Field, Shape, Struct as Fields};

/// A built-in template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name, which a file of the user's that replaces it has too.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
    /// What it is for and the fields that it alone is given.
    pub seen: Fields,
    /// Whether it is given what every page is, too.
    pub is_page: bool,
    /// Blocks and components that it defines, as its text writes them.
    pub defines: Vec<String>,
}

/// The built-in templates, by name.
pub fn built_in_templates() -> Vec<BuiltIn> {
    let all = super::built_in_templates().into_iter();
    all.map(|template: Template| BuiltIn {
        name: template.name,
        source: template.source,
        seen: (template.seen)(),
        is_page: template.is_page,
        defines: definitions(template.source),
    })
    .collect()
}

/// What every page is given.
pub fn frame() -> Fields {
    let frame: Struct = fields_of::<Frame<'_>>();
    frame
}

/// The groups of pages: what `site.has` calls each, and where it begins.
pub fn groups() -> Vec<(&'static str, &'static str)> {
    let groups = kinds().flat_map(|k| k.groups);
    groups.map(|g| (g.key, g.address)).collect()
}

/// The blocks and components that a template defines.
fn definitions(source: &str) -> Vec<String> {
    let tags = source.split("{%").skip(1);
    let tags = tags.filter_map(|rest| rest.split("%}").next());
    let tags = tags.map(|tag| tag.trim_matches(['-', ' ', '\n']));
    tags.filter(|tag| tag.starts_with("block ") || tag.starts_with("component "))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_components_are_told() {
        assert_eq!(
            definitions(
                "{% block a -%}{{ b }}{%- endblock a %}{# block #}{% component c(d: bool = true) %}"
            ),
            ["block a", "component c(d: bool = true)"]
        );
        let all = built_in_templates();
        let base = all.iter().find(|t| t.name == "base.html").unwrap();
        assert_eq!(
            base.defines,
            [
                "block head",
                "block masthead",
                "block main",
                "block scripts"
            ]
        );
    }
}
