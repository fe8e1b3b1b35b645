use uuid::Uuid;

use super::*;

/// One of each database; of PostgreSQL where there is a server (CALLING_CARD_TEST_POSTGRES), in a table that goes with its connection.
async fn pools() -> Vec<Pool> {
    let sqlite = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    let sqlite = Pool::Sqlite(sqlite);
    query("CREATE TABLE things (id BLOB PRIMARY KEY, name TEXT, number INTEGER, yes INTEGER, bytes BLOB) STRICT")
        .execute(&sqlite)
        .await
        .unwrap();
    let Some(server) = std::env::var("CALLING_CARD_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) else {
        return vec![sqlite];
    };
    let postgres = sqlx::postgres::PgPoolOptions::new().max_connections(1).connect(&server).await.unwrap();
    let postgres = Pool::Postgres(postgres);
    query("CREATE TEMPORARY TABLE things (id UUID PRIMARY KEY, name TEXT, number BIGINT, yes BOOLEAN, bytes BYTEA)")
        .execute(&postgres)
        .await
        .unwrap();
    vec![sqlite, postgres]
}

type Thing = (Uuid, Option<String>, Option<i64>, Option<bool>, Option<Vec<u8>>);

fn thing(number: u128) -> Thing {
    (Uuid::from_u128(number), Some("Ännchen's".into()), Some(i64::MIN), Some(true), Some(vec![0, 255]))
}

async fn insert(on: impl Into<Executor<'_>>, (id, name, number, yes, bytes): Thing) -> Result<u64> {
    let insert = query("INSERT INTO things (id, name, number, yes, bytes) VALUES (?, ?, ?, ?, ?)");
    let done = insert.bind(id).bind(name).bind(number).bind(yes).bind(bytes).execute(on).await?;
    Ok(done.rows_affected())
}

#[tokio::test]
async fn what_is_bound_comes_back_and_so_does_nothing() {
    for pool in pools().await {
        let things = [thing(1), (Uuid::from_u128(2), None, None, None, None)];
        for thing in things.clone() {
            assert_eq!(insert(&pool, thing).await.unwrap(), 1);
        }
        let read: Vec<Thing> =
            query_as("SELECT id, name, number, yes, bytes FROM things ORDER BY id").fetch_all(&pool).await.unwrap();
        assert_eq!(read, things);
        let twice = query_scalar("SELECT COUNT(*) FROM things WHERE id = ?1 OR (name = ?2 AND ?2 IS NOT NULL)");
        let twice: u32 = twice.bind(Uuid::from_u128(2)).bind("Ännchen's").fetch_one(&pool).await.unwrap();
        assert_eq!(twice, 2);
    }
}

#[tokio::test]
async fn what_is_something_else_is_refused_and_what_is_not_there_is_none() {
    for pool in pools().await {
        insert(&pool, thing(1)).await.unwrap();
        let name = || query_scalar::<i64>("SELECT name FROM things").fetch_optional(&pool);
        assert!(matches!(name().await, Err(Error::ColumnDecode { .. })));
        let number = query_scalar::<u32>("SELECT number FROM things").fetch_one(&pool).await;
        assert!(number.is_err(), "a number below nothing is not made to fit: {number:?}");
        let nobody = || query_scalar::<String>("SELECT name FROM things WHERE number = ?").bind(5);
        assert_eq!(nobody().fetch_optional(&pool).await.unwrap(), None);
        assert!(matches!(nobody().fetch_one(&pool).await, Err(Error::RowNotFound)));
        let again = insert(&pool, thing(1)).await.unwrap_err();
        assert!(again.as_database_error().is_some_and(|error| error.is_unique_violation()), "{again}");
    }
}

#[tokio::test]
async fn a_query_is_put_together_of_pieces() {
    for pool in pools().await {
        for number in 1..=4 {
            insert(&pool, thing(number)).await.unwrap();
        }
        let mut query = Builder::new("SELECT id FROM things WHERE id IN ");
        query.push_list([1, 3, 4].map(Uuid::from_u128)).push(" AND name = ").push_bind("Ännchen's");
        query.push(" ORDER BY id LIMIT ").push_bind(2);
        let found: Vec<Uuid> = query.build_query_scalar().fetch_all(&pool).await.unwrap();
        assert_eq!(found, [1, 3].map(Uuid::from_u128));
    }
}

#[tokio::test]
async fn each_database_is_told_in_its_own_way() {
    for pool in pools().await {
        insert(&pool, thing(1)).await.unwrap();
        let mut query = Builder::new("SELECT name FROM things WHERE number < ");
        query.push_bind(0);
        query.push_either(
            |sqlite| {
                sqlite.push(" AND typeof(yes) = ").push_bind("integer");
            },
            |postgres| {
                postgres.push(" AND yes = ").push_bind(true);
            },
        );
        query.push(" AND id = ").push_bind(Uuid::from_u128(1));
        let found: Option<String> = query.build_query_scalar().fetch_optional(&pool).await.unwrap();
        assert_eq!(found.as_deref(), Some("Ännchen's"));
        let which = query_scalar::<String>("SELECT 'SQLite' || ?").in_postgres("SELECT 'PostgreSQL' || ?").bind("!");
        let which = which.fetch_one(&pool).await.unwrap();
        assert_eq!(which, if matches!(pool, Pool::Sqlite(_)) { "SQLite!" } else { "PostgreSQL!" });
        let small: u8 = query_scalar("SELECT 7").fetch_one(&pool).await.unwrap();
        assert_eq!(small, 7, "a number that stands in a text has a type of its own in PostgreSQL");
    }
}

#[tokio::test]
async fn a_transaction_holds_once_it_is_committed() {
    for pool in pools().await {
        for (number, commit) in [(1, false), (2, true), (3, false)] {
            let mut transaction = pool.begin_writing().await.unwrap();
            insert(&mut *transaction, thing(number)).await.unwrap();
            if commit {
                transaction.commit().await.unwrap();
            }
        }
        let mut reading = pool.begin_reading().await.unwrap();
        let kept: Vec<Uuid> = query_scalar("SELECT id FROM things").fetch_all(&mut *reading).await.unwrap();
        assert_eq!(kept, [Uuid::from_u128(2)]);
    }
}

#[tokio::test]
async fn rows_come_one_after_another_by_names_that_a_schema_says() {
    use futures_util::TryStreamExt;
    for pool in pools().await {
        let things = [thing(1), (Uuid::from_u128(2), None, None, None, None)];
        for thing in things.clone() {
            insert(&pool, thing).await.unwrap();
        }
        let (table, number) = (Name::new("things".into()).unwrap(), Name::new("number".into()).unwrap());
        let mut query = Builder::new("SELECT id, name, number, yes, bytes FROM ");
        query.push_name(&table).push(" ORDER BY ").push_name(&table).push(".").push_name(&number).push(" IS NULL");
        let mut connection = pool.acquire().await.unwrap();
        let mut rows = query.build().rows(&mut connection).unwrap();
        for (id, name, number, yes, bytes) in things {
            let row = rows.try_next().await.unwrap().unwrap();
            assert_eq!(row.value(0, Kind::Uuid).unwrap(), Value::Uuid(Some(id)));
            assert_eq!(row.value(1, Kind::Text).unwrap(), Value::Text(name));
            assert_eq!(row.value(2, Kind::Integer).unwrap(), Value::Integer(number));
            assert_eq!(row.value(3, Kind::Bool).unwrap(), Value::Bool(yes));
            assert_eq!(row.value(4, Kind::Bytes).unwrap(), Value::Bytes(bytes));
        }
        assert!(rows.try_next().await.unwrap().is_none());
    }
    for other in ["", "Things", "a b", "a\"; DROP TABLE things; --", "ä", "a.b"] {
        assert!(Name::new(other.into()).is_err(), "{other}");
    }
}

#[tokio::test]
async fn what_is_asked_is_taken_down_in_its_order_while_somebody_wants_to_know_it() {
    for pool in pools().await {
        let work = async {
            let mut transaction = pool.begin_writing().await?;
            insert(&mut *transaction, thing(1)).await?;
            transaction.commit().await?;
            query_scalar::<i64>("SELECT COUNT(*) FROM things WHERE name = ?").bind("Ännchen's").fetch_one(&pool).await
        };
        let (count, asked) = taken_down(work).await;
        assert_eq!(count.unwrap(), 1);
        let [Asked::Begin(_), Asked::Query { .. }, Asked::Commit, Asked::Query { text, values }] = asked.as_slice()
        else {
            panic!("{asked:?}");
        };
        let place = if matches!(pool, Pool::Sqlite(_)) { "name = ?" } else { "name = $1" };
        assert!(text.as_str().ends_with(place), "{text:?}");
        assert_eq!(values, &[Value::Text(Some("Ännchen's".into()))]);
        // Now nobody does.
        insert(&pool, thing(2)).await.unwrap();
        assert!(taken_down(async {}).await.1.is_empty());
    }
}
