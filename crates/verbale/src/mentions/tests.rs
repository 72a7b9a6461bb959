use crate::{
    Article,
    pipeline::{Reader, read},
};

fn mentions(text: &str) -> Vec<String> {
    let article = Article::new(jiff::civil::date(2022, 1, 21), text);
    let layers = read(&article, Reader::rules_alone());
    layers.mentions.all.iter().map(|mention| mention.span.of(text).to_owned()).collect()
}

#[test]
fn any_text_has_mentions_on_its_boundaries() {
    for text in
        ["", " ", "“", "US", "Élysée’s — ’s", "日本 and Москва", "it it it", "The the of of .\n\n- - -"]
    {
        mentions(text);
    }
}
