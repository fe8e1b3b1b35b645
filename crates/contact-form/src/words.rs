//! What a form says besides its owner's texts, in ten languages of Europe; in all others it says it in English.

use calling_card_contact::FormLanguage;
use serde::Serialize;

pub use events::EventWords;
pub(crate) use files::FileWords;
pub use files::SaidOfFiles;

mod events;
mod files;

/// The words of one language.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Words {
    /// Beside the label of a field that need not be filled in.
    #[serde(skip)]
    pub optional: &'static str,
    /// The link to the privacy notice.
    #[serde(skip)]
    pub privacy_notice: &'static str,
    /// While it is on its way.
    pub sending: &'static str,
    /// When it waits for a connection.
    pub queued: &'static str,
    /// When it could not be sent.
    pub failed: &'static str,
    /// When fields are wrong.
    #[serde(skip)]
    pub invalid: &'static str,
    /// When the form takes nothing in.
    #[serde(skip)]
    pub disabled: &'static str,
    /// The button to the next step.
    pub next: &'static str,
    /// The button to the step before.
    pub back: &'static str,
    /// Where one is; `{at}` and `{all}` stand for numbers.
    pub step: &'static str,
    /// Before the number of what was sent.
    pub receipt: &'static str,
    /// The link by which a consent can be withdrawn.
    pub withdraw: &'static str,
    /// When a vCard has filled the form in.
    pub filled: &'static str,
    /// When nothing for the form was found in a vCard.
    pub no_card: &'static str,
}

impl Words {
    /// Those of a language, else the English ones.
    pub fn of(language: FormLanguage) -> &'static Self {
        language.among([&EN, &DE, &FR, &ES, &IT, &PT, &NL, &PL, &CS, &SV])
    }
}

const EN: Words = Words {
    optional: "optional",
    privacy_notice: "Privacy notice",
    sending: "Sending …",
    queued: "The message could not be sent yet. It is kept here, and sent as soon as there is a connection.",
    failed: "The message could not be sent. What you typed is still here; please try again.",
    invalid: "Please check the marked fields.",
    disabled: "This form is closed and takes no messages at the moment.",
    next: "Next",
    back: "Back",
    step: "Step {at} of {all}",
    receipt: "Your reference number:",
    withdraw: "Withdraw your consent",
    filled: "Filled in from the business card. Please check it.",
    no_card: "Nothing for this form could be read from the business card.",
};

const DE: Words = Words {
    optional: "freiwillig",
    privacy_notice: "Datenschutzhinweise",
    sending: "Wird gesendet …",
    queued: "Die Nachricht konnte noch nicht gesendet werden. Sie bleibt hier und wird gesendet, sobald eine Verbindung da ist.",
    failed: "Die Nachricht konnte nicht gesendet werden. Ihre Eingaben sind noch da; bitte versuchen Sie es noch einmal.",
    invalid: "Bitte prüfen Sie die markierten Felder.",
    disabled: "Dieses Formular ist zurzeit geschlossen und nimmt keine Nachrichten an.",
    next: "Weiter",
    back: "Zurück",
    step: "Schritt {at} von {all}",
    receipt: "Ihre Vorgangsnummer:",
    withdraw: "Einwilligung widerrufen",
    filled: "Aus der Visitenkarte ausgefüllt. Bitte prüfen Sie die Angaben.",
    no_card: "Aus der Visitenkarte war für dieses Formular nichts zu lesen.",
};

const FR: Words = Words {
    optional: "facultatif",
    privacy_notice: "Politique de confidentialité",
    sending: "Envoi en cours …",
    queued: "Le message n’a pas encore pu être envoyé. Il est conservé ici et sera envoyé dès que la connexion sera rétablie.",
    failed: "Le message n’a pas pu être envoyé. Vos saisies sont toujours là ; veuillez réessayer.",
    invalid: "Veuillez vérifier les champs signalés.",
    disabled: "Ce formulaire est fermé et n’accepte aucun message pour le moment.",
    next: "Suivant",
    back: "Retour",
    step: "Étape {at} sur {all}",
    receipt: "Votre numéro de référence :",
    withdraw: "Retirer votre consentement",
    filled: "Rempli à partir de la carte de visite. Veuillez vérifier.",
    no_card: "Rien n’a pu être lu dans la carte de visite pour ce formulaire.",
};

const ES: Words = Words {
    optional: "opcional",
    privacy_notice: "Política de privacidad",
    sending: "Enviando …",
    queued: "El mensaje aún no se ha podido enviar. Se conserva aquí y se enviará en cuanto haya conexión.",
    failed: "El mensaje no se ha podido enviar. Lo que escribió sigue aquí; inténtelo de nuevo.",
    invalid: "Revise los campos marcados.",
    disabled: "Este formulario está cerrado y por ahora no admite mensajes.",
    next: "Siguiente",
    back: "Atrás",
    step: "Paso {at} de {all}",
    receipt: "Su número de referencia:",
    withdraw: "Retirar su consentimiento",
    filled: "Rellenado con los datos de la tarjeta. Revíselos.",
    no_card: "En la tarjeta no se ha podido leer nada para este formulario.",
};

const IT: Words = Words {
    optional: "facoltativo",
    privacy_notice: "Informativa sulla privacy",
    sending: "Invio in corso …",
    queued: "Non è stato ancora possibile inviare il messaggio. Resta qui e verrà inviato appena c’è una connessione.",
    failed: "Non è stato possibile inviare il messaggio. Quanto ha scritto è ancora qui; riprovi.",
    invalid: "Controlli i campi contrassegnati.",
    disabled: "Questo modulo è chiuso e al momento non accetta messaggi.",
    next: "Avanti",
    back: "Indietro",
    step: "Passo {at} di {all}",
    receipt: "Il suo numero di riferimento:",
    withdraw: "Revocare il consenso",
    filled: "Compilato con i dati del biglietto da visita. Li controlli.",
    no_card: "Nel biglietto da visita non c’era nulla di leggibile per questo modulo.",
};

const PT: Words = Words {
    optional: "opcional",
    privacy_notice: "Política de privacidade",
    sending: "A enviar …",
    queued: "Ainda não foi possível enviar a mensagem. Fica guardada aqui e será enviada assim que houver ligação.",
    failed: "Não foi possível enviar a mensagem. O que escreveu continua aqui; tente novamente.",
    invalid: "Verifique os campos assinalados.",
    disabled: "Este formulário está fechado e de momento não aceita mensagens.",
    next: "Seguinte",
    back: "Voltar",
    step: "Passo {at} de {all}",
    receipt: "O seu número de referência:",
    withdraw: "Retirar o consentimento",
    filled: "Preenchido a partir do cartão de visita. Verifique os dados.",
    no_card: "Não foi possível ler nada no cartão de visita para este formulário.",
};

const NL: Words = Words {
    optional: "optioneel",
    privacy_notice: "Privacyverklaring",
    sending: "Wordt verzonden …",
    queued: "Het bericht kon nog niet worden verzonden. Het blijft hier en wordt verzonden zodra er verbinding is.",
    failed: "Het bericht kon niet worden verzonden. Wat u hebt ingevuld staat er nog; probeer het opnieuw.",
    invalid: "Controleer de gemarkeerde velden.",
    disabled: "Dit formulier is gesloten en neemt op dit moment geen berichten aan.",
    next: "Volgende",
    back: "Terug",
    step: "Stap {at} van {all}",
    receipt: "Uw referentienummer:",
    withdraw: "Uw toestemming intrekken",
    filled: "Ingevuld met het visitekaartje. Controleer de gegevens.",
    no_card: "Op het visitekaartje was niets te lezen voor dit formulier.",
};

const PL: Words = Words {
    optional: "opcjonalnie",
    privacy_notice: "Polityka prywatności",
    sending: "Wysyłanie …",
    queued: "Wiadomości nie udało się jeszcze wysłać. Pozostaje tutaj i zostanie wysłana, gdy tylko będzie połączenie.",
    failed: "Wiadomości nie udało się wysłać. Wpisane dane nadal tu są; proszę spróbować ponownie.",
    invalid: "Proszę sprawdzić zaznaczone pola.",
    disabled: "Ten formularz jest zamknięty i obecnie nie przyjmuje wiadomości.",
    next: "Dalej",
    back: "Wstecz",
    step: "Krok {at} z {all}",
    receipt: "Numer zgłoszenia:",
    withdraw: "Wycofaj zgodę",
    filled: "Wypełniono danymi z wizytówki. Proszę je sprawdzić.",
    no_card: "Z wizytówki nie udało się odczytać niczego dla tego formularza.",
};

const CS: Words = Words {
    optional: "nepovinné",
    privacy_notice: "Ochrana osobních údajů",
    sending: "Odesílá se …",
    queued: "Zprávu se zatím nepodařilo odeslat. Zůstává zde a odešle se, jakmile bude spojení.",
    failed: "Zprávu se nepodařilo odeslat. Vyplněné údaje tu stále jsou; zkuste to prosím znovu.",
    invalid: "Zkontrolujte prosím označená pole.",
    disabled: "Tento formulář je uzavřen a momentálně nepřijímá zprávy.",
    next: "Další",
    back: "Zpět",
    step: "Krok {at} z {all}",
    receipt: "Vaše referenční číslo:",
    withdraw: "Odvolat souhlas",
    filled: "Vyplněno z vizitky. Zkontrolujte prosím údaje.",
    no_card: "Z vizitky se pro tento formulář nepodařilo nic přečíst.",
};

const SV: Words = Words {
    optional: "frivilligt",
    privacy_notice: "Integritetspolicy",
    sending: "Skickar …",
    queued: "Meddelandet kunde inte skickas än. Det finns kvar här och skickas så snart det finns en anslutning.",
    failed: "Meddelandet kunde inte skickas. Det du skrev finns kvar; försök igen.",
    invalid: "Kontrollera de markerade fälten.",
    disabled: "Formuläret är stängt och tar inte emot meddelanden just nu.",
    next: "Nästa",
    back: "Tillbaka",
    step: "Steg {at} av {all}",
    receipt: "Ditt referensnummer:",
    withdraw: "Återkalla ditt samtycke",
    filled: "Ifyllt från visitkortet. Kontrollera uppgifterna.",
    no_card: "Det gick inte att läsa något för formuläret från visitkortet.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_ten_has_sentences_of_its_own_and_others_have_english() {
        let languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv"];
        let of = |tag: &str| FormLanguage::of(tag).map(Words::of);
        let members: [fn(&Words) -> &'static str; 6] = [
            |words| words.queued,
            |words| words.failed,
            |words| words.invalid,
            |words| words.disabled,
            |words| words.filled,
            |words| words.no_card,
        ];
        for member in members {
            let mut said: Vec<_> = languages.iter().filter_map(|tag| of(tag).map(member)).collect();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), languages.len(), "{said:?}");
        }
        for words in languages.iter().filter_map(|tag| of(tag)) {
            assert!(words.step.contains("{at}") && words.step.contains("{all}"), "{}", words.step);
        }
        assert_eq!(of("tr").map(|words| words.next), Some("Next"));
    }
}
