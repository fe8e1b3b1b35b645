//! Opening the store in PostgreSQL.

use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{Store, derived, migrations, sql};
use crate::{Error, Result};

/// Most connections of one gateway, and how many of them may write at once.
const CONNECTIONS: (u32, usize) = (16, 8);
/// What a gateway's connections are called at the server.
const GATEWAY: &str = "calling-card";
/// For how many texts a connection remembers what was prepared: all that the store has.
const PREPARED: usize = 1000;

impl Store {
    /// Opens the database at an address (`postgres://…`) and brings it up to date. Several gateways may do so at once.
    pub async fn connect(url: &SecretString) -> Result<Self> {
        let store = Self::connect_as_it_is(url).await?;
        store.pool.migrate(&migrations::of_postgres()).await?;
        derived::bring_up_to_date(&store.pool).await?;
        Ok(store)
    }

    /// Opens it as it is.
    pub async fn connect_as_it_is(url: &SecretString) -> Result<Self> {
        let options = PgConnectOptions::from_str(url.expose_secret())?
            .application_name(GATEWAY)
            .statement_cache_capacity(PREPARED)
            // A gateway that hangs in the middle gives its workspace free.
            .options([("idle_in_transaction_session_timeout", "60s")]);
        Self::over_postgres(options, CONNECTIONS).await
    }

    /// Opens it as it is, by one connection that may take its time in a transaction, but waits for nobody long.
    pub(crate) async fn connect_alone(url: &SecretString) -> Result<Self> {
        let options = PgConnectOptions::from_str(url.expose_secret())?
            .application_name("calling-card move")
            .options([("idle_in_transaction_session_timeout", "0"), ("statement_timeout", "0"), ("lock_timeout", "5s")])
            .disable_statement_logging();
        Self::over_postgres(options, (1, 1)).await
    }

    /// Whether a gateway is connected to the database, as far as the server tells who asks.
    pub(crate) async fn has_gateway(&self) -> Result<bool> {
        let gateways = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?)";
        Ok(sql::query_scalar(gateways).bind(GATEWAY).fetch_one(&self.pool).await?)
    }

    async fn over_postgres(options: PgConnectOptions, (connections, writers): (u32, usize)) -> Result<Self> {
        let pool = PgPoolOptions::new().max_connections(connections).connect_with(options).await?;
        let pool = sql::Pool::Postgres(pool);
        let encoding: String = sql::query_scalar("SELECT current_setting('server_encoding')").fetch_one(&pool).await?;
        if encoding != "UTF8" {
            return Err(Error::Internal(format!(
                "the database is encoded in {encoding}; make one with ENCODING 'UTF8' TEMPLATE template0"
            )));
        }
        Ok(Self::over(pool, writers))
    }
}
