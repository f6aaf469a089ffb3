//! What stands at the foot of a text: standing, sources, how easy it is to read.

use super::Context;
use crate::portal::sources::{source, sources_of};
use crate::ui::rich_text::rich_text;
use crate::words::PortalWordsLearnFoot;
use leptos::prelude::*;
use shirube_numeric::decimal;
use shirube_pages::{Score, Section};

/// The foot of a text of these sections; of several the one that is hardest to read is told.
pub fn foot(context: &Context, sections: &[Section]) -> AnyView {
    let words = &context.words().learn.foot;
    let blocks = sections.iter().flat_map(|section| section.blocks.iter().cloned()).collect::<Vec<_>>();
    let sources = sources_of(context, &blocks);
    let list = (!sources.is_empty()).then(|| {
        let sources = sources
            .iter()
            .filter_map(|id| source(context, id))
            .map(|source| view! { <li>{source}</li> })
            .collect_view();
        view! { <details class="text-sources"><summary>{rich_text(words.sources)}</summary><ul class="sources">{sources}</ul></details> }
    });
    let label = if sections.len() > 1 { words.score_hardest } else { words.score };
    let score = hardest(sections.iter().filter_map(|section| section.score)).map(|score| {
        view! { <p class="quiet score"><strong>{rich_text(label)}</strong>" "{rich_text(&told(score, words))}</p> }
    });
    view! {
        <footer class="text-foot">
            <p class="quiet">{rich_text(words.standing)}</p>
            {list}
            {score}
        </footer>
    }
    .into_any()
}

/// The score of what is hardest to read.
fn hardest(scores: impl Iterator<Item = Score>) -> Option<Score> {
    let hardness = |score: &Score| match score {
        Score::English { grade, .. } => *grade,
        Score::Japanese { readability, .. } => -readability,
    };
    scores.max_by(|one, other| hardness(one).total_cmp(&hardness(other)))
}

fn told(score: Score, words: &PortalWordsLearnFoot) -> String {
    let number = |value, decimals| decimal::format_fixed(value, decimals);
    match score {
        Score::English { grade, words: of_sentence } => {
            words.score_english(&number(grade, 1), &number(of_sentence, 1))
        }
        Score::Japanese { readability, characters, kana } => {
            words.score_japanese(&number(kana, 0), &number(characters, 1), &number(readability, 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hardest_is_the_highest_grade_or_the_lowest_readability() {
        let english = |grade| Score::English { grade, words: 9.0 };
        assert_eq!(hardest([english(5.0), english(7.5), english(6.0)].into_iter()), Some(english(7.5)));
        let japanese = |readability| Score::Japanese { readability, characters: 20.0, kana: 70.0 };
        assert_eq!(hardest([japanese(4.0), japanese(2.5)].into_iter()), Some(japanese(2.5)));
        assert_eq!(hardest(std::iter::empty()), None);
    }
}
