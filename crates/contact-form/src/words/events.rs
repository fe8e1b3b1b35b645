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
    /// Before the name of who is invited.
    pub invitation: &'static str,
    /// The link by which who is invited says that they will not come.
    pub decline: &'static str,
    /// When a place was asked for by an invitation before.
    pub used: &'static str,
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
    invitation: "Your invitation",
    decline: "I cannot come",
    used: "A place was booked by this invitation before.",
};

const DE: EventWords = EventWords {
    online: "Online",
    full: "Alle Plätze sind vergeben.",
    booking: "Ihre Buchung, mit einem Eintrag für Ihren Kalender",
    invitation: "Ihre Einladung",
    decline: "Ich kann nicht kommen",
    used: "Mit dieser Einladung wurde schon ein Platz gebucht.",
};

const FR: EventWords = EventWords {
    online: "En ligne",
    full: "Toutes les places sont prises.",
    booking: "Votre réservation, avec une entrée pour votre agenda",
    invitation: "Votre invitation",
    decline: "Je ne peux pas venir",
    used: "Une place a déjà été réservée avec cette invitation.",
};

const ES: EventWords = EventWords {
    online: "En línea",
    full: "Todas las plazas están ocupadas.",
    booking: "Su reserva, con una entrada para su calendario",
    invitation: "Su invitación",
    decline: "No puedo asistir",
    used: "Ya se ha reservado una plaza con esta invitación.",
};

const IT: EventWords = EventWords {
    online: "Online",
    full: "Tutti i posti sono occupati.",
    booking: "La Sua prenotazione, con una voce per il calendario",
    invitation: "Il Suo invito",
    decline: "Non posso venire",
    used: "Con questo invito è già stato prenotato un posto.",
};

const PT: EventWords = EventWords {
    online: "Online",
    full: "Todos os lugares estão ocupados.",
    booking: "A sua reserva, com uma entrada para o seu calendário",
    invitation: "O seu convite",
    decline: "Não posso ir",
    used: "Já foi reservado um lugar com este convite.",
};

const NL: EventWords = EventWords {
    online: "Online",
    full: "Alle plaatsen zijn bezet.",
    booking: "Uw boeking, met een afspraak voor uw agenda",
    invitation: "Uw uitnodiging",
    decline: "Ik kan niet komen",
    used: "Met deze uitnodiging is al een plaats geboekt.",
};

const PL: EventWords = EventWords {
    online: "Online",
    full: "Wszystkie miejsca są zajęte.",
    booking: "Rezerwacja z wpisem do kalendarza",
    invitation: "Zaproszenie",
    decline: "Nie mogę przyjść",
    used: "Na to zaproszenie zarezerwowano już miejsce.",
};

const CS: EventWords = EventWords {
    online: "Online",
    full: "Všechna místa jsou obsazena.",
    booking: "Vaše rezervace se záznamem do kalendáře",
    invitation: "Vaše pozvánka",
    decline: "Nemohu přijít",
    used: "Na tuto pozvánku už bylo místo rezervováno.",
};

const SV: EventWords = EventWords {
    online: "Online",
    full: "Alla platser är upptagna.",
    booking: "Din bokning, med en post till din kalender",
    invitation: "Din inbjudan",
    decline: "Jag kan inte komma",
    used: "En plats har redan bokats med den här inbjudan.",
};
