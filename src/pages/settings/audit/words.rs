//! The entries of the audit log in words.

use calling_card_api::audit::{AuditEntry, AuditKind};
use calling_card_api::roles::Role;

use crate::language::t;
use crate::pages::settings::role_name;

/// What a kind of entry is called.
pub(super) fn kind_words(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::SignedIn => t("Signed in", "Angemeldet"),
        AuditKind::SignedInByOrganization => t("Signed in by the organization", "Über die Organisation angemeldet"),
        AuditKind::SignInFailed => t("Sign-in failed", "Anmeldung fehlgeschlagen"),
        AuditKind::PasswordChanged => t("Password changed", "Passwort geändert"),
        AuditKind::PasskeyMade => t("Passkey made", "Passkey angelegt"),
        AuditKind::PasskeyRemoved => t("Passkey removed", "Passkey entfernt"),
        AuditKind::TotpMade => t("Codes turned on", "Codes eingeschaltet"),
        AuditKind::TotpRemoved => t("Codes turned off", "Codes ausgeschaltet"),
        AuditKind::RecoveryMade => t("Recovery codes made", "Ersatzcodes angelegt"),
        AuditKind::RecoveryUsed => t("Recovery code used", "Ersatzcode benutzt"),
        AuditKind::MemberInvited => t("Invited", "Eingeladen"),
        AuditKind::InvitationWithdrawn => t("Invitation taken back", "Einladung zurückgenommen"),
        AuditKind::MemberJoined => t("New member", "Neues Mitglied"),
        AuditKind::RoleChanged => t("Role changed", "Rolle geändert"),
        AuditKind::MemberRemoved => t("Member removed", "Mitglied entfernt"),
        AuditKind::PrivateHandedOver => t("Private cards and notes handed over", "Privates übergeben"),
        AuditKind::PrivateDeleted => t("Private cards and notes deleted", "Privates gelöscht"),
        AuditKind::TokenMade => t("API token made", "API-Token angelegt"),
        AuditKind::TokenRemoved => t("API token deleted", "API-Token gelöscht"),
        AuditKind::ConnectionMade => t("Connection made", "Verbindung angelegt"),
        AuditKind::ConnectionChanged => t("Connection changed", "Verbindung geändert"),
        AuditKind::SecretChanged => t("Secret of a connection changed", "Geheimnis einer Verbindung geändert"),
        AuditKind::ConnectionRemoved => t("Connection deleted", "Verbindung gelöscht"),
        AuditKind::PeopleExported => t("People exported", "Personen exportiert"),
        AuditKind::OrganizationsExported => t("Organizations exported", "Organisationen exportiert"),
        AuditKind::DataCopied => t("Request for access answered", "Auskunft erteilt"),
        AuditKind::PersonErased => t("Person erased", "Person endgültig gelöscht"),
    }
}

/// Who did what, as a sentence.
pub(super) fn sentence(entry: &AuditEntry) -> String {
    let AuditEntry { by, about, detail, .. } = entry;
    let role = || detail.parse::<Role>().map_or_else(|_| detail.clone(), |role| role_name(role).to_owned());
    let words = match entry.kind {
        AuditKind::SignedIn if detail.is_empty() => t("{by} signed in.", "{by} hat sich angemeldet."),
        AuditKind::SignedIn => t("{by} signed in ({detail}).", "{by} hat sich angemeldet ({detail})."),
        AuditKind::SignedInByOrganization => {
            t("{by} came from the organization's own sign-in.", "{by} kam von der Anmeldung der Organisation.")
        }
        AuditKind::SignInFailed if detail == "code" => t(
            "Somebody gave the password of {about}, and a wrong code beside it.",
            "Jemand hat das Passwort von {about} angegeben, und dazu einen falschen Code.",
        ),
        AuditKind::SignInFailed => {
            t("Somebody gave a wrong password for {about}.", "Jemand hat für {about} ein falsches Passwort angegeben.")
        }
        AuditKind::PasswordChanged => t("{by} changed their password.", "{by} hat das eigene Passwort geändert."),
        AuditKind::PasskeyMade => t("{by} made a passkey.", "{by} hat einen Passkey angelegt."),
        AuditKind::PasskeyRemoved => t("{by} removed a passkey.", "{by} hat einen Passkey entfernt."),
        AuditKind::TotpMade => t(
            "{by} signs in with a code beside the password from now on.",
            "{by} meldet sich von nun an mit einem Code neben dem Passwort an.",
        ),
        AuditKind::TotpRemoved => {
            t("{by} needs no code beside the password any more.", "{by} braucht neben dem Passwort keinen Code mehr.")
        }
        AuditKind::RecoveryMade => t("{by} made new recovery codes.", "{by} hat neue Ersatzcodes angelegt."),
        AuditKind::RecoveryUsed => {
            t("{by} used a recovery code; left: {detail}.", "{by} hat einen Ersatzcode benutzt; übrig: {detail}.")
        }
        AuditKind::MemberInvited => {
            t("{by} invited {about} (role: {role}).", "{by} hat {about} eingeladen (Rolle: {role}).")
        }
        AuditKind::InvitationWithdrawn => {
            t("{by} took back the invitation of {about}.", "{by} hat die Einladung von {about} zurückgenommen.")
        }
        AuditKind::MemberJoined => {
            t("{by} ({about}) became a member (role: {role}).", "{by} ({about}) ist Mitglied geworden (Rolle: {role}).")
        }
        AuditKind::RoleChanged => t("{by} gave {about} the role {role}.", "{by} hat {about} die Rolle {role} gegeben."),
        AuditKind::MemberRemoved => t("{by} removed {about}.", "{by} hat {about} entfernt."),
        AuditKind::PrivateHandedOver => t(
            "{by} took over what {about} kept private (cards + notes: {detail}).",
            "{by} hat übernommen, was {about} für sich behielt (Karten + Notizen: {detail}).",
        ),
        AuditKind::PrivateDeleted => t(
            "{by} deleted what {about} kept private (cards + notes: {detail}).",
            "{by} hat gelöscht, was {about} für sich behielt (Karten + Notizen: {detail}).",
        ),
        AuditKind::TokenMade => t("{by} made the API token {about}.", "{by} hat das API-Token {about} angelegt."),
        AuditKind::TokenRemoved => t("{by} deleted the API token {about}.", "{by} hat das API-Token {about} gelöscht."),
        AuditKind::ConnectionMade => {
            t("{by} made the connection {about}.", "{by} hat die Verbindung {about} angelegt.")
        }
        AuditKind::ConnectionChanged => {
            t("{by} changed the connection {about}.", "{by} hat die Verbindung {about} geändert.")
        }
        AuditKind::SecretChanged => t(
            "{by} changed the secret of the connection {about}.",
            "{by} hat das Geheimnis der Verbindung {about} geändert.",
        ),
        AuditKind::ConnectionRemoved => {
            t("{by} deleted the connection {about}.", "{by} hat die Verbindung {about} gelöscht.")
        }
        AuditKind::PeopleExported => t("{by} exported people: {detail}.", "{by} hat Personen exportiert: {detail}."),
        AuditKind::OrganizationsExported => {
            t("{by} exported organizations: {detail}.", "{by} hat Organisationen exportiert: {detail}.")
        }
        AuditKind::DataCopied => t(
            "{by} answered the request for access of the person {about}.",
            "{by} hat der Person {about} Auskunft erteilt.",
        ),
        AuditKind::PersonErased => {
            t("{by} erased the person {about} for good.", "{by} hat die Person {about} endgültig gelöscht.")
        }
    };
    let role = role();
    let places =
        [("{by}", by.as_str()), ("{about}", about.as_str()), ("{detail}", detail.as_str()), ("{role}", role.as_str())];
    filled(words, &places)
}

/// The sentence with what stands for its places; what is put in is not looked through for places of its own.
fn filled(words: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some(next) = rest.chars().next() {
        let found = places.iter().find_map(|(place, said)| Some((*said, rest.strip_prefix(place)?)));
        match found {
            Some((said, behind)) => {
                text.push_str(said);
                rest = behind;
            }
            None => {
                text.push(next);
                rest = rest.strip_prefix(next).unwrap_or_default();
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_no_place() {
        let places = [("{by}", "{about}"), ("{about}", "Ben")];
        assert_eq!(filled("{by} removed {about}. {x}", &places), "{about} removed Ben. {x}");
    }
}
