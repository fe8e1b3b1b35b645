//! The worker: vCards are read and written, and people searched, off the main thread, by a module that is loaded when it is first needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use calling_card_api::worker::{
    Counts, Exported, Hunt, IndexQuestion, IndexState, QrCode, WriteOrganizationRequest, WriteRequest,
};
use calling_card_contact::UserId;
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::news;
use crate::transport::{Failure, get_json};

#[derive(Deserialize)]
struct Names {
    worker: Option<Module>,
}

#[derive(Deserialize)]
struct Module {
    js: String,
}

/// The worker, and those who wait for its answers. What it says under the number 0 was not asked: somebody has written something.
struct Running {
    worker: Worker,
    waiting: Rc<RefCell<HashMap<u32, Function>>>,
    count: u32,
}

/// The worker while it is being loaded, for all who wait for it.
type Starting = Shared<LocalBoxFuture<'static, Result<(), Failure>>>;

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    static STARTING: RefCell<Option<Starting>> = const { RefCell::new(None) };
}

/// Takes a file into the import; the worker reads it.
pub(crate) async fn open_file(file: &File) -> Result<Counts, Failure> {
    call("open_file", Array::of2(&file.name().into(), file).into()).await
}

/// Lets the browser optimize what reads cards: another round of it.
pub(crate) async fn warm_up(round: u32) -> Result<u32, Failure> {
    call("warm_up", round.into()).await
}

/// Reads so many cards more.
pub(crate) async fn read_on(count: u32) -> Result<Counts, Failure> {
    call("read_on", count.into()).await
}

/// The same, asked at once and not only when it is waited for, so that the worker has what to do next; it must be running.
pub(crate) fn read_ahead(count: u32) -> impl Future<Output = Result<Counts, Failure>> {
    let asked = RUNNING.with_borrow_mut(|running| post(running.as_mut()?, "read_on", &count.into()));
    async move {
        let answer = JsFuture::from(asked.ok_or(Failure::Unreadable)?).await.map_err(|_| Failure::Unreadable)?;
        serde_json::from_str(&answer.as_string().unwrap_or_default()).map_err(|_| Failure::Unreadable)
    }
}

/// Those who are to be looked up next, as the gateway is asked for them; nothing where there are none.
pub(crate) async fn look_up() -> Result<Option<JsValue>, Failure> {
    let strangers = answer("lookup", JsValue::UNDEFINED).await?;
    Ok((strangers != "").then_some(strangers))
}

/// Compares with who is known of them: the gateway's answer as it came.
pub(crate) async fn compare(known: Uint8Array) -> Result<Counts, Failure> {
    call("compare", Array::of1(&known).into()).await
}

/// Asks what takes no words: `compare_anew`, `rest`, `clear`.
pub(crate) async fn ask<T: DeserializeOwned>(name: &str) -> Result<T, Failure> {
    call(name, JsValue::UNDEFINED).await
}

/// Asks something; question and answer are those of `calling_card_api::worker`.
pub(crate) async fn ask_with<T: DeserializeOwned>(name: &str, question: &impl Serialize) -> Result<T, Failure> {
    let json = serde_json::to_string(question).map_err(|_| Failure::Unreadable)?;
    call(name, JsValue::from_str(&json)).await
}

/// Writes a person.
pub(crate) async fn write_person(request: &WriteRequest) -> Result<String, Failure> {
    ask_with("write_person", request).await
}

/// Writes an organization.
pub(crate) async fn write_organization(request: &WriteOrganizationRequest) -> Result<String, Failure> {
    ask_with("write_organization", request).await
}

/// Writes a part of the export of this number: the gateway's answer as it came.
pub(crate) async fn write_part(export: u32, part: Uint8Array) -> Result<Exported, Failure> {
    call("export_part", Array::of2(&export.into(), &part).into()).await
}

/// Ends the export of this number; answers the file.
pub(crate) async fn end_export(export: u32, media_type: &str) -> Result<Blob, Failure> {
    let file = answer("export_end", Array::of2(&export.into(), &media_type.into()).into()).await?;
    file.dyn_into().map_err(|_| Failure::Unreadable)
}

/// Draws a QR code of a person's vCard.
pub(crate) async fn qr_code(request: &WriteRequest) -> Result<QrCode, Failure> {
    ask_with("qr_code", request).await
}

/// Asks what is kept in this browser (`crates/worker/keep.js`); nothing where it is not, or where nothing can be kept.
pub(crate) async fn keep(name: &str, parts: &[&str]) -> Option<String> {
    let parts: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    answer(name, parts.into()).await.ok()?.as_string().filter(|answer| !answer.is_empty())
}

/// Begins the index of people of this member of staff, with what is kept of it.
pub(crate) async fn index_begin(user: UserId) -> Result<IndexState, Failure> {
    call("index_begin", user.to_string().into()).await
}

/// Takes a part of the index of people in: the gateway's answer as it came.
pub(crate) async fn index_take(number: u32, part: Uint8Array) -> Result<IndexState, Failure> {
    call("index_take", Array::of2(&number.into(), &part).into()).await
}

/// The keys of people of the index, 16 bytes each.
pub(crate) async fn index_keys(question: &IndexQuestion) -> Result<Uint8Array, Failure> {
    let json = serde_json::to_string(question).map_err(|_| Failure::Unreadable)?;
    answer("index_keys", JsValue::from_str(&json)).await?.dyn_into().map_err(|_| Failure::Unreadable)
}

/// Looks at so many more for people who are there several times.
pub(crate) async fn hunt_on(count: u32) -> Result<Hunt, Failure> {
    call("duplicates_on", count.into()).await
}

async fn call<T: DeserializeOwned>(name: &str, argument: JsValue) -> Result<T, Failure> {
    let text = answer(name, argument).await?.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| Failure::Unreadable)
}

async fn answer(name: &str, argument: JsValue) -> Result<JsValue, Failure> {
    start().await?;
    let answer =
        RUNNING.with_borrow_mut(|running| post(running.as_mut()?, name, &argument)).ok_or(Failure::Unreadable)?;
    JsFuture::from(answer).await.map_err(|_| Failure::Unreadable)
}

/// Posts a question; the promise is kept when the answer with its number comes.
fn post(running: &mut Running, name: &str, argument: &JsValue) -> Option<Promise> {
    running.count += 1;
    let number = running.count;
    let message = Object::new();
    Reflect::set(&message, &"id".into(), &number.into()).ok()?;
    Reflect::set(&message, &"call".into(), &name.into()).ok()?;
    Reflect::set(&message, &"argument".into(), argument).ok()?;
    let waiting = running.waiting.clone();
    let promise = Promise::new(&mut |resolve, _| {
        waiting.borrow_mut().insert(number, resolve);
    });
    let moved = Array::new();
    // Bytes are handed over, not copied.
    for part in argument.dyn_ref::<Array>().into_iter().flat_map(Array::iter) {
        if let Some(bytes) = part.dyn_ref::<Uint8Array>() {
            moved.push(&bytes.buffer());
        }
    }
    running.worker.post_message_with_transfer(&message, &moved).ok()?;
    Some(promise)
}

/// Loads the worker, unless it is: what it is asked first then need not wait for it. There is one, however many ask for it at a time.
pub(crate) async fn start() -> Result<(), Failure> {
    if RUNNING.with_borrow(Option::is_some) {
        return Ok(());
    }
    let starting =
        STARTING.with_borrow_mut(|starting| starting.get_or_insert_with(|| load().boxed_local().shared()).clone());
    let outcome = starting.await;
    STARTING.set(None);
    outcome
}

async fn load() -> Result<(), Failure> {
    if RUNNING.with_borrow(Option::is_some) {
        return Ok(());
    }
    let names: Names = get_json("/manifest.site.json").await?;
    let module = names.worker.ok_or(Failure::Unreadable)?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let address = format!("/worker/worker.js?glue={}", module.js);
    let worker = Worker::new_with_options(&address, &options).map_err(|_| Failure::Unreadable)?;
    let waiting: Rc<RefCell<HashMap<u32, Function>>> = Rc::default();
    let asked = waiting.clone();
    let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let part = |name: &str| Reflect::get(&event.data(), &name.into()).unwrap_or(JsValue::UNDEFINED);
        let number = part("id").as_f64().unwrap_or_default() as u32;
        if number == 0 {
            return news::heard();
        }
        if let Some(resolve) = asked.borrow_mut().remove(&number) {
            // What is resolved twice stays as it was first; nothing else can fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &part("ok"));
        }
    });
    worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    answered.forget();
    RUNNING.set(Some(Running { worker, waiting, count: 0 }));
    Ok(())
}
