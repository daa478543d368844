//! `site.webmanifest`: what the site is called and looks like among a reader's apps.

use serde_json::json;

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::format::language_tag;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(_: &Digest, _: &Settings, list: &mut Routes) {
    list.file("site.webmanifest", Manifest);
}

#[derive(Debug)]
struct Manifest;

impl Show for Manifest {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let settings = &site.settings;
        // The colours are those of `style.css`, and addresses are from the file's own.
        let mut data = json!({
            "name": settings.title,
            "description": settings.description,
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": "#fafaf7",
            "theme_color": "#fafaf7",
            "icons": [
                { "src": "icon-192.png", "sizes": "192x192", "type": "image/png" },
                { "src": "icon-512.png", "sizes": "512x512", "type": "image/png" },
                { "src": "favicon.svg", "sizes": "any", "type": "image/svg+xml" },
            ],
        });
        if let Some(language) = language_tag(&settings.language) {
            data["lang"] = json!(language);
        }
        let text = format!("{data}\n");
        let mut marks = Marks::default();
        marks.text(&text);
        Shown::file(&marks, || text.into_bytes())
    }
}
