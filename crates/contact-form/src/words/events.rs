//! What a form that books a place says besides, in the same ten languages.

use calling_card_contact::FormLanguage;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct EventWords {
    /// In the place of a web address that only who has a place is told.
    pub online: &'static str,
    /// When no place is left.
    pub full: &'static str,
    /// The link to the page that says how far a booking is.
    pub booking: &'static str,
}

impl EventWords {
    /// Those of a language, else the English ones.
    pub fn of(language: FormLanguage) -> &'static Self {
        language.among([&EN, &DE, &FR, &ES, &IT, &PT, &NL, &PL, &CS, &SV])
    }
}

const EN: EventWords = EventWords {
    online: "Online",
    full: "All places are taken.",
    booking: "Your booking, with an entry for your calendar",
};

const DE: EventWords = EventWords {
    online: "Online",
    full: "Alle Plätze sind vergeben.",
    booking: "Ihre Buchung, mit einem Eintrag für Ihren Kalender",
};

const FR: EventWords = EventWords {
    online: "En ligne",
    full: "Toutes les places sont prises.",
    booking: "Votre réservation, avec une entrée pour votre agenda",
};

const ES: EventWords = EventWords {
    online: "En línea",
    full: "Todas las plazas están ocupadas.",
    booking: "Su reserva, con una entrada para su calendario",
};

const IT: EventWords = EventWords {
    online: "Online",
    full: "Tutti i posti sono occupati.",
    booking: "La Sua prenotazione, con una voce per il calendario",
};

const PT: EventWords = EventWords {
    online: "Online",
    full: "Todos os lugares estão ocupados.",
    booking: "A sua reserva, com uma entrada para o seu calendário",
};

const NL: EventWords = EventWords {
    online: "Online",
    full: "Alle plaatsen zijn bezet.",
    booking: "Uw boeking, met een afspraak voor uw agenda",
};

const PL: EventWords =
    EventWords {
        online: "Online", full: "Wszystkie miejsca są zajęte.", booking: "Rezerwacja z wpisem do kalendarza"
    };

const CS: EventWords = EventWords {
    online: "Online",
    full: "Všechna místa jsou obsazena.",
    booking: "Vaše rezervace se záznamem do kalendáře",
};

const SV: EventWords = EventWords {
    online: "Online",
    full: "Alla platser är upptagna.",
    booking: "Din bokning, med en post till din kalender",
};
