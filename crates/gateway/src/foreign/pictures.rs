//! Pictures of people in another CRM, which it takes by themselves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_api::ProblemKind;
use calling_card_contact::{Check, Image, PersonId};

use super::ForeignCrm;
use crate::cards::picture::square;
use crate::{Error, Result};

/// How many pixels a side of a picture has that is shown.
const SIDE: u32 = 400;

impl ForeignCrm {
    /// The picture of a person, drawn anew: what cannot be drawn is none.
    pub async fn picture(&self, id: PersonId) -> Result<Option<Image>> {
        let making = self.account.picture(&self.theirs(id).await?, &self.connected.address);
        let told = self.run(making.ok_or(Error::Problem(ProblemKind::CrmCannot))?, false).await?;
        let Some(content) = told else { return Ok(None) };
        let drawn = tokio::task::spawn_blocking(move || {
            let media_type = infer::get(&content)?.mime_type().to_owned();
            square(&Image { media_type, data: STANDARD.encode(content) }, SIDE)
        });
        drawn.await.map_err(|error| Error::Internal(error.to_string()))
    }

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
