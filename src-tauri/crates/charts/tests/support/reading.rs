//! Reading a drawing back as markup.

use super::attribute;

/// Reads the drawing as XML would be read: every tag closes, every attribute is quoted, no bare `<` or `&`.
pub(crate) fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("every tag ends");
        for part in [tag, text] {
            for after in part.split('&').skip(1) {
                let name = after.split(';').next().unwrap();
                assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "{after}");
            }
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split([' ', '\n']).next().unwrap());
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty());
    assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
}

/// The shape alone: colours and classes taken away.
pub(crate) fn without_colour(mark: &str) -> String {
    mark.split(' ')
        .filter(|a| {
            let of_colour = a.starts_with("fill=\"#") || a.starts_with("stroke=\"#");
            let white = a.contains("#ffffff");
            !(a.starts_with("class=") || a.starts_with("ev-") || (of_colour && !white))
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the marks refer to, in the order of Tab.
pub(crate) fn references(svg: &str) -> Vec<&str> {
    svg.split('<').filter(|t| t.contains("tabindex=\"0\"")).map(|t| attribute(t, "data-ref").unwrap()).collect()
}
