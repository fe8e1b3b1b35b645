//! What takes the steps of a work back: calls, and contact data that becomes what it was.

use super::creating::adding;
use super::updating::changing;
use super::{ask, tell};
use crate::Error;
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::mapping::{Entry, entry_of};
use crate::onlyoffice::wire::Data;
use crate::script::Exchange;
use crate::undo::{Back, Deed, Undo};

/// The contact data of a person becomes what it was; what says one of these was added.
pub(super) struct DataBack {
    pub(super) person: i64,
    pub(super) was: Vec<Data>,
    pub(super) added: Vec<Entry>,
}

/// The list of what takes back what was done.
pub(super) type Steps = Undo<Back<Call, DataBack>>;

impl Deed for Call {
    async fn act(self, exchange: &Exchange) -> Result<(), Error> {
        tell(exchange, self).await
    }
}

impl Deed for DataBack {
    async fn act(self, exchange: &Exchange) -> Result<(), Error> {
        restore(exchange, self.person, &self.was, &self.added).await
    }
}

/// Makes the contact data of a person what it was, whatever became of the calls that changed it.
async fn restore(exchange: &Exchange, person: i64, was: &[Data], added: &[Entry]) -> Result<(), Error> {
    let now: Vec<Data> = ask(exchange, Call::ListData(person)).await?;
    let new = now.iter().filter(|data| was.iter().all(|was| was.id != data.id));
    // What somebody else has added meanwhile is theirs.
    let ours =
        new.filter(|data| entry_of(data).is_some_and(|entry| added.iter().any(|ours| ours.says_the_same(&entry))));
    for data in ours {
        tell(exchange, Call::DeleteData(person, data.id)).await?;
    }
    for (data, entry) in was.iter().filter_map(|data| Some((data, entry_of(data)?))) {
        match now.iter().find(|now| now.id == data.id) {
            Some(now) if now == data => {}
            Some(_) => tell(exchange, changing(person, data.id, &entry)).await?,
            None => tell(exchange, adding(person, &entry)).await?,
        }
    }
    Ok(())
}
