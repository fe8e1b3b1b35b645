//! Connections to other CRMs.

use calling_card_api::audit::AuditKind;
use calling_card_api::connections::{Connection, Connections, NewConnection, System};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{AccountKind, Area, FieldError, FieldErrors, Problem};
use calling_card_crm::Dialect;
use secrecy::SecretString;
use url::Url;

use super::audit::{self, Deed};
use super::{Actor, Store, WorkspaceId, sql};
use crate::reach::{Reach, Unasked};
use crate::store::from_row::from_row;
use crate::vault::Vault;
use crate::{Error, Result, clock};

/// Most characters of a name, and of a secret.
const NAME: usize = 200;
const SECRET: usize = 8192;

/// A connection, with its secret sealed.
#[derive(Clone, Debug)]
pub struct Connected {
    /// Its name in addresses.
    pub id: ConnectionId,
    /// The system.
    pub system: Dialect,
    /// What staff call it.
    pub name: String,
    /// Where its API is.
    pub address: String,
    /// What calls name or sign in as.
    pub account: String,
    /// Whose CRM is meant, where the system asks for it.
    pub tenant: String,
    /// The secret, as the vault has sealed it.
    pub sealed: Vec<u8>,
}

impl Connected {
    /// The place that the secret is sealed for. A secret that was copied to another row does not open.
    pub fn place(&self, workspace: WorkspaceId) -> String {
        format!("{}/{}", workspace.0, self.id)
    }

    /// As staff see it.
    pub fn shown(&self) -> Connection {
        Connection {
            id: self.id.clone(),
            name: self.name.clone(),
            system: self.system.key().to_owned(),
            address: self.address.clone(),
            account: self.account.clone(),
            tenant: self.tenant.clone(),
            holds: Some(self.system.capabilities().to_vec()),
            areas: self.system.areas(),
        }
    }
}

/// The connections of a workspace, the built-in CRM first, and what can be connected.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Connections> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, system, name, address, organisation AS account, tenant, secret FROM connections WHERE workspace = ? ORDER BY name, id",
    )
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    let home = Connection {
        id: ConnectionId::home(),
        name: "Calling Card".into(),
        system: ConnectionId::HOME.into(),
        address: String::new(),
        account: String::new(),
        tenant: String::new(),
        holds: None,
        areas: Area::HOME.to_vec(),
    };
    let foreign = rows.into_iter().map(|row| row.connected().map(|connected| connected.shown()));
    let connections = std::iter::once(Ok(home)).chain(foreign).collect::<Result<_>>()?;
    Ok(Connections { connections, systems: Dialect::ALL.into_iter().map(system).collect() })
}

fn system(dialect: Dialect) -> System {
    System {
        system: dialect.key().into(),
        name: dialect.name().into(),
        address: dialect.address().into(),
        account: dialect.account(),
        holds: dialect.capabilities().to_vec(),
        areas: dialect.areas(),
    }
}

/// One connection.
pub async fn get(store: &Store, workspace: WorkspaceId, id: &ConnectionId) -> Result<Connected> {
    let row: Option<Row> = sql::query_as(
        "SELECT id, system, name, address, organisation AS account, tenant, secret FROM connections WHERE workspace = ? AND id = ?",
    )
    .bind(workspace.0)
    .bind(&id.0)
    .fetch_optional(&store.pool)
    .await?;
    row.ok_or(Error::NOT_FOUND)?.connected()
}

/// Whether there is a connection of this name.
pub(super) async fn exists(connection: &mut sql::Connection, workspace: WorkspaceId, id: &str) -> Result<bool> {
    let found: Option<i64> = sql::query_scalar("SELECT 1 FROM connections WHERE workspace = ? AND id = ?")
        .bind(workspace.0)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Makes a connection.
pub async fn create(
    store: &Store,
    vault: &Vault,
    reach: Reach,
    actor: &Actor,
    new: NewConnection,
) -> Result<Connected> {
    let (system, address) = check(&new, reach, true)?;
    let secret: SecretString = secret(system, &new).to_owned().into();
    for number in 1..=99 {
        let id = if number == 1 { system.key().to_owned() } else { format!("{}-{number}", system.key()) };
        let mut made = Connected {
            id: ConnectionId(id),
            system,
            name: new.name.trim().to_owned(),
            address: address.clone(),
            account: new.account.trim().to_owned(),
            tenant: new.tenant.trim().to_owned(),
            sealed: Vec::new(),
        };
        made.sealed = vault.seal(&made.place(actor.workspace), &secret)?;
        let mut transaction = store.begin_in(actor.workspace).await?;
        let inserted = sql::query(
            "INSERT INTO connections (workspace, id, system, name, address, organisation, tenant, secret, created_at, created_by)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(actor.workspace.0)
        .bind(&made.id.0)
        .bind(system.key())
        .bind(&made.name)
        .bind(&made.address)
        .bind(&made.account)
        .bind(&made.tenant)
        .bind(&made.sealed)
        .bind(clock::now().0)
        .bind(&actor.name)
        .execute(&mut *transaction)
        .await?;
        if inserted.rows_affected() == 1 {
            let deed = Deed::new(AuditKind::ConnectionMade).by(&actor.name).about(&made.name);
            audit::write(&mut transaction, actor.workspace, deed).await?;
            transaction.commit().await?;
            return Ok(made);
        }
    }
    Err(Error::Problem(ProblemKind::Conflict))
}

/// Changes a connection. The secret stays where none is given, as long as the address does.
pub async fn update(
    store: &Store,
    vault: &Vault,
    reach: Reach,
    actor: &Actor,
    (id, new): (&ConnectionId, NewConnection),
) -> Result<Connected> {
    let workspace = actor.workspace;
    let old = get(store, workspace, id).await?;
    let new = NewConnection { system: old.system.key().into(), ..new };
    let (system, address) = check(&new, reach, false)?;
    let secret = secret(system, &new);
    if secret.is_empty() && address != old.address {
        return Err(invalid(vec![wrong("/secret", Problem::Required)]));
    }
    let [name, account, tenant] = [&new.name, &new.account, &new.tenant].map(|text| text.trim().to_owned());
    let mut changed = Connected { name, address, account, tenant, system, ..old };
    if !secret.is_empty() {
        changed.sealed = vault.seal(&changed.place(workspace), &secret.to_owned().into())?;
    }
    let mut transaction = store.begin_in(workspace).await?;
    sql::query(
        "UPDATE connections SET name = ?, address = ?, organisation = ?, tenant = ?, secret = ? WHERE workspace = ? AND id = ?",
    )
    .bind(&changed.name)
    .bind(&changed.address)
    .bind(&changed.account)
    .bind(&changed.tenant)
    .bind(&changed.sealed)
    .bind(workspace.0)
    .bind(&id.0)
    .execute(&mut *transaction)
    .await?;
    let kind = if secret.is_empty() { AuditKind::ConnectionChanged } else { AuditKind::SecretChanged };
    let deed = Deed::new(kind).by(&actor.name).about(&changed.name);
    audit::write(&mut transaction, workspace, deed).await?;
    transaction.commit().await?;
    Ok(changed)
}

/// Forgets a connection with its secret, its keys and the ways back.
pub async fn delete(store: &Store, actor: &Actor, id: &ConnectionId) -> Result<()> {
    let mut transaction = store.begin_in(actor.workspace).await?;
    let deleted: Option<String> =
        sql::query_scalar("DELETE FROM connections WHERE workspace = ? AND id = ? RETURNING name")
            .bind(actor.workspace.0)
            .bind(&id.0)
            .fetch_optional(&mut *transaction)
            .await?;
    let name = deleted.ok_or(Error::NOT_FOUND)?;
    let deed = Deed::new(AuditKind::ConnectionRemoved).by(&actor.name).about(name);
    audit::write(&mut transaction, actor.workspace, deed).await?;
    transaction.commit().await?;
    Ok(())
}

/// Seals all secrets with the newest key; answers how many there are.
pub async fn seal_anew(store: &Store, vault: &Vault) -> Result<usize> {
    let mut transaction = store.pool.begin_writing().await?;
    let all = sql::query_as("SELECT workspace, id, secret FROM connections")
        .in_postgres("SELECT workspace, id, secret FROM connections ORDER BY workspace, id FOR UPDATE");
    let rows: Vec<(uuid::Uuid, String, Vec<u8>)> = all.fetch_all(&mut *transaction).await?;
    for (workspace, id, sealed) in &rows {
        let place = format!("{workspace}/{id}");
        let anew = vault.seal(&place, &vault.open(&place, sealed)?)?;
        sql::query("UPDATE connections SET secret = ? WHERE workspace = ? AND id = ?")
            .bind(anew)
            .bind(workspace)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(rows.len())
}

/// The system and the address, if nothing is wrong.
fn check(new: &NewConnection, reach: Reach, secret_needed: bool) -> Result<(Dialect, String)> {
    let mut errors = FieldErrors::new();
    let mut text = |field: &str, text: &str, required: bool, max: usize| {
        let problem = match () {
            () if required && text.trim().is_empty() => Problem::Required,
            () if text.chars().count() > max => Problem::TooLong { max: max as u32 },
            () if text.chars().any(char::is_control) => Problem::ControlCharacter,
            () => return,
        };
        errors.push(wrong(field, problem));
    };
    let system = Dialect::of_key(&new.system);
    text("/name", &new.name, true, NAME);
    let account = system.and_then(Dialect::account);
    text("/account", &new.account, account.is_some(), NAME);
    text("/tenant", &new.tenant, account.is_some_and(AccountKind::has_tenant), NAME);
    text("/secret", &new.secret, secret_needed, SECRET);
    let vendor = system.map(Dialect::address).unwrap_or_default();
    let asked = if new.address.trim().is_empty() { vendor } else { new.address.trim() };
    let url = Url::parse(asked).ok().filter(|url| url.query().is_none() && url.fragment().is_none());
    // What is sent there is secret: by http it goes only to networks of one's own.
    let url = url.filter(|url| url.scheme() == "https" || reach.private);
    let allowed = url.ok_or(Unasked::Address).and_then(|url| reach.allows(&url).map(|()| url));
    match allowed {
        Err(_) if system.is_some() && asked.is_empty() => errors.push(wrong("/address", Problem::Required)),
        Err(_) if system.is_some() => errors.push(wrong("/address", Problem::Url)),
        _ if system.is_none() => errors.push(wrong("/system", Problem::Option)),
        _ => {}
    }
    match (system, errors.is_empty()) {
        (Some(system), true) => Ok((system, asked.trim_end_matches('/').to_owned())),
        _ => Err(invalid(errors)),
    }
}

/// The secret: a key without what was copied around it, a password as it was typed.
fn secret(system: Dialect, new: &NewConnection) -> &str {
    if system.account().is_some_and(AccountKind::has_password) { &new.secret } else { new.secret.trim() }
}

fn wrong(field: &str, problem: Problem) -> FieldError {
    FieldError { field: field.into(), problem }
}

fn invalid(errors: FieldErrors) -> Error {
    Error::Invalid(errors)
}

struct Row {
    id: String,
    system: String,
    name: String,
    address: String,
    account: String,
    tenant: String,
    secret: Vec<u8>,
}
from_row!(Row: id, system, name, address, account, tenant, secret);

impl Row {
    fn connected(self) -> Result<Connected> {
        let unknown = || Error::Internal(format!("a connection to a system that is none: {}", self.system));
        Ok(Connected {
            id: ConnectionId(self.id),
            system: Dialect::of_key(&self.system).ok_or_else(unknown)?,
            name: self.name,
            address: self.address,
            account: self.account,
            tenant: self.tenant,
            sealed: self.secret,
        })
    }
}
