//! Organizations of an import.

use calling_card_api::imports::ImportedOrganization;
use calling_card_contact::{CustomEntity, CustomValues, Organization};

use crate::store::{Batch, custom_fields, organizations};
use crate::{Error, Result, clock};

/// Makes an organization, or brings one up to date.
pub(super) async fn store(batch: &mut Batch, imported: ImportedOrganization, path: &str) -> Result<()> {
    let before = match &imported.known {
        Some(seen) => batch.get::<Organization>(&seen.id).await?.content.custom,
        None => CustomValues::new(),
    };
    let mut organization = imported.organization;
    let (kept, values) = (&mut organization.kept_properties, &mut organization.custom);
    custom_fields::take_out(batch, CustomEntity::Organization, kept, values).await?;
    let prepared = organizations::prepare(batch, organization, &before).await;
    let organization = prepared.map_err(|error| match error {
        Error::Invalid(errors) => Error::Invalid(crate::store::people::under(&format!("{path}/organization"), errors)),
        other => other,
    })?;
    match imported.known {
        Some(seen) => batch.update(&seen.id, seen.version, organization).await?,
        None => batch.create(clock::new_key(), organization).await?,
    };
    Ok(())
}
