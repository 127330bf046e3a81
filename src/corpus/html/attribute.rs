//! An attribute of one tag that is spelled out, as Markdown has them within lines.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::tags::{are_small, value};

/// The value of an attribute of a tag that is spelled out.
pub(in crate::corpus) fn attribute(tag: &str, name: &str) -> Option<String> {
    struct One<'n>(&'n str, RefCell<Option<String>>);
    impl TokenSink for One<'_> {
        type Handle = ();

        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            if let Token::TagToken(tag) = token {
                let value = value(&tag, self.0).map(str::to_owned);
                let mut found = self.1.borrow_mut();
                *found = found.take().or(value);
            }
            TokenSinkResult::Continue
        }
    }
    if !are_small(tag) {
        return None;
    }
    let tokenizer = Tokenizer::new(One(name, RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(tag));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.1.take()
}
