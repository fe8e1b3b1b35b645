//! Pictures of people in another CRM, which it takes by themselves.

use calling_card_api::ProblemKind;
use calling_card_contact::{Check, Image, PersonId};

use super::ForeignCrm;
use crate::{Error, Result};

impl ForeignCrm {
    /// Gives a person a picture, in place of the one that they have.
    pub async fn set_picture(&self, id: PersonId, image: &Image) -> Result<()> {
        let errors = image.check();
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let making = self.account.set_picture(&self.theirs(id).await?, image);
        Ok(self.run(making.ok_or(Error::Problem(ProblemKind::CrmCannot))?, true).await?)
    }

    /// Takes the picture of a person away.
    pub async fn remove_picture(&self, id: PersonId) -> Result<()> {
        let making = self.account.remove_picture(&self.theirs(id).await?);
        Ok(self.run(making.ok_or(Error::Problem(ProblemKind::CrmCannot))?, true).await?)
    }

    /// Gives a person a picture on their way; whether the CRM has taken it.
    pub(crate) async fn give_picture(&self, id: PersonId, image: &Image) -> bool {
        let taken = self.set_picture(id, image).await;
        if let Err(failed) = &taken {
            tracing::info!(%failed, "a picture was not taken");
        }
        taken.is_ok()
    }
}
