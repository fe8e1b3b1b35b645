//! What the pages of confirming and withdrawing say, in the ten languages that forms speak themselves; in all others it is English.

use calling_card_contact::FormLanguage;

/// A heading and a sentence.
pub(super) type Said = (&'static str, &'static str);

/// The words of one language.
pub(super) struct Words {
    pub ask: Said,
    pub confirmed: Said,
    pub confirmed_before: Said,
    pub expired: Said,
    pub unknown: Said,
    pub ask_to_withdraw: Said,
    pub withdrawn: Said,
    /// The button that confirms.
    pub confirm: &'static str,
    /// The button that withdraws.
    pub withdraw: &'static str,
}

impl Words {
    /// Those of a language, else the English ones.
    pub(super) fn of(language: FormLanguage) -> &'static Self {
        language.among([&EN, &DE, &FR, &ES, &IT, &PT, &NL, &PL, &CS, &SV])
    }
}

const EN: Words = Words {
    ask: (
        "Confirm your e-mail address",
        "Your address was entered in one of our forms. Was it you? Then confirm it here. If it was not you, close this page: what was entered is deleted.",
    ),
    confirmed: ("Thank you, your address is confirmed", "There is nothing more to do. You can close this page."),
    confirmed_before: ("Your address is confirmed already", "All is well: once is enough. You can close this page."),
    expired: (
        "This link is too old",
        "It held for 48 hours, and what was entered is deleted. Please fill in the form once more; you then get a new link.",
    ),
    unknown: (
        "This link is not known",
        "Perhaps a part of it is missing. Please copy the whole link from the mail, or fill in the form once more.",
    ),
    ask_to_withdraw: (
        "Withdraw your consent",
        "We then no longer use your details for what you agreed to. What was done until now stays lawful.",
    ),
    withdrawn: ("Your consent is withdrawn", "We have taken it down. There is nothing more to do."),
    confirm: "Confirm",
    withdraw: "Withdraw",
};

const DE: Words = Words {
    ask: (
        "E-Mail-Adresse bestätigen",
        "Ihre Adresse wurde in einem unserer Formulare eingegeben. Waren Sie das? Dann bestätigen Sie es hier. Wenn nicht, schließen Sie diese Seite: Die Eingaben werden gelöscht.",
    ),
    confirmed: ("Danke, Ihre Adresse ist bestätigt", "Mehr ist nicht zu tun. Sie können diese Seite schließen."),
    confirmed_before: (
        "Ihre Adresse ist schon bestätigt",
        "Alles in Ordnung: Einmal genügt. Sie können diese Seite schließen.",
    ),
    expired: (
        "Dieser Link ist abgelaufen",
        "Er galt 48 Stunden, und die Eingaben sind gelöscht. Bitte füllen Sie das Formular noch einmal aus; Sie erhalten dann einen neuen Link.",
    ),
    unknown: (
        "Dieser Link ist nicht bekannt",
        "Vielleicht fehlt ein Teil. Bitte kopieren Sie den ganzen Link aus der Mail, oder füllen Sie das Formular noch einmal aus.",
    ),
    ask_to_withdraw: (
        "Einwilligung widerrufen",
        "Wir verwenden Ihre Angaben dann nicht mehr für das, worin Sie eingewilligt haben. Was bis jetzt geschah, bleibt rechtmäßig.",
    ),
    withdrawn: ("Ihre Einwilligung ist widerrufen", "Wir haben es festgehalten. Mehr ist nicht zu tun."),
    confirm: "Bestätigen",
    withdraw: "Widerrufen",
};

const FR: Words = Words {
    ask: (
        "Confirmer votre adresse e-mail",
        "Votre adresse a été saisie dans l’un de nos formulaires. Était-ce vous ? Alors confirmez-le ici. Sinon, fermez cette page : les données saisies seront supprimées.",
    ),
    confirmed: ("Merci, votre adresse est confirmée", "Il n’y a plus rien à faire. Vous pouvez fermer cette page."),
    confirmed_before: (
        "Votre adresse est déjà confirmée",
        "Tout va bien : une fois suffit. Vous pouvez fermer cette page.",
    ),
    expired: (
        "Ce lien a expiré",
        "Il était valable 48 heures, et les données saisies sont supprimées. Veuillez remplir le formulaire encore une fois ; vous recevrez alors un nouveau lien.",
    ),
    unknown: (
        "Ce lien est inconnu",
        "Il en manque peut-être une partie. Veuillez copier le lien entier depuis l’e-mail, ou remplir le formulaire encore une fois.",
    ),
    ask_to_withdraw: (
        "Retirer votre consentement",
        "Nous n’utiliserons alors plus vos données pour ce à quoi vous avez consenti. Ce qui a été fait jusqu’ici reste licite.",
    ),
    withdrawn: ("Votre consentement est retiré", "Nous l’avons enregistré. Il n’y a plus rien à faire."),
    confirm: "Confirmer",
    withdraw: "Retirer",
};

const ES: Words = Words {
    ask: (
        "Confirme su dirección de correo",
        "Su dirección se introdujo en uno de nuestros formularios. ¿Fue usted? Entonces confírmelo aquí. Si no, cierre esta página: los datos introducidos se borrarán.",
    ),
    confirmed: ("Gracias, su dirección está confirmada", "No hay nada más que hacer. Puede cerrar esta página."),
    confirmed_before: ("Su dirección ya está confirmada", "Todo está bien: una vez basta. Puede cerrar esta página."),
    expired: (
        "Este enlace ha caducado",
        "Era válido 48 horas, y los datos introducidos se han borrado. Rellene el formulario otra vez; recibirá entonces un enlace nuevo.",
    ),
    unknown: (
        "Este enlace no se conoce",
        "Quizá falte una parte. Copie el enlace completo del correo, o rellene el formulario otra vez.",
    ),
    ask_to_withdraw: (
        "Retirar su consentimiento",
        "Entonces ya no usaremos sus datos para aquello a lo que dio su consentimiento. Lo hecho hasta ahora sigue siendo lícito.",
    ),
    withdrawn: ("Su consentimiento está retirado", "Lo hemos anotado. No hay nada más que hacer."),
    confirm: "Confirmar",
    withdraw: "Retirar",
};

const IT: Words = Words {
    ask: (
        "Conferma il tuo indirizzo e-mail",
        "Il tuo indirizzo è stato inserito in uno dei nostri moduli. Sei stato tu? Allora confermalo qui. Altrimenti chiudi questa pagina: i dati inseriti saranno cancellati.",
    ),
    confirmed: ("Grazie, il tuo indirizzo è confermato", "Non c’è altro da fare. Puoi chiudere questa pagina."),
    confirmed_before: (
        "Il tuo indirizzo è già confermato",
        "Tutto bene: una volta basta. Puoi chiudere questa pagina.",
    ),
    expired: (
        "Questo link è scaduto",
        "Era valido 48 ore, e i dati inseriti sono stati cancellati. Compila il modulo ancora una volta: riceverai un nuovo link.",
    ),
    unknown: (
        "Questo link non è noto",
        "Forse ne manca una parte. Copia il link intero dall’e-mail, oppure compila il modulo ancora una volta.",
    ),
    ask_to_withdraw: (
        "Revoca il tuo consenso",
        "Non useremo più i tuoi dati per ciò a cui hai acconsentito. Quanto fatto finora resta lecito.",
    ),
    withdrawn: ("Il tuo consenso è revocato", "Lo abbiamo annotato. Non c’è altro da fare."),
    confirm: "Conferma",
    withdraw: "Revoca",
};

const PT: Words = Words {
    ask: (
        "Confirme o seu endereço de e-mail",
        "O seu endereço foi introduzido num dos nossos formulários. Foi o próprio? Então confirme-o aqui. Caso contrário, feche esta página: os dados introduzidos serão apagados.",
    ),
    confirmed: ("Obrigado, o seu endereço está confirmado", "Não há mais nada a fazer. Pode fechar esta página."),
    confirmed_before: ("O seu endereço já está confirmado", "Está tudo bem: uma vez basta. Pode fechar esta página."),
    expired: (
        "Esta ligação expirou",
        "Era válida durante 48 horas, e os dados introduzidos foram apagados. Preencha o formulário mais uma vez; receberá então uma nova ligação.",
    ),
    unknown: (
        "Esta ligação não é conhecida",
        "Talvez falte uma parte. Copie a ligação completa do e-mail, ou preencha o formulário mais uma vez.",
    ),
    ask_to_withdraw: (
        "Retirar o seu consentimento",
        "Deixaremos de usar os seus dados para aquilo em que consentiu. O que foi feito até agora continua lícito.",
    ),
    withdrawn: ("O seu consentimento foi retirado", "Registámo-lo. Não há mais nada a fazer."),
    confirm: "Confirmar",
    withdraw: "Retirar",
};

const NL: Words = Words {
    ask: (
        "Bevestig uw e-mailadres",
        "Uw adres is in een van onze formulieren ingevuld. Was u dat? Bevestig het dan hier. Zo niet, sluit dan deze pagina: wat is ingevuld, wordt gewist.",
    ),
    confirmed: ("Bedankt, uw adres is bevestigd", "U hoeft niets meer te doen. U kunt deze pagina sluiten."),
    confirmed_before: ("Uw adres is al bevestigd", "Alles is in orde: één keer is genoeg. U kunt deze pagina sluiten."),
    expired: (
        "Deze link is verlopen",
        "Hij was 48 uur geldig, en wat is ingevuld, is gewist. Vul het formulier nog een keer in; u krijgt dan een nieuwe link.",
    ),
    unknown: (
        "Deze link is niet bekend",
        "Misschien ontbreekt er een deel. Kopieer de hele link uit de mail, of vul het formulier nog een keer in.",
    ),
    ask_to_withdraw: (
        "Uw toestemming intrekken",
        "Wij gebruiken uw gegevens dan niet meer voor datgene waarvoor u toestemming gaf. Wat tot nu toe is gedaan, blijft rechtmatig.",
    ),
    withdrawn: ("Uw toestemming is ingetrokken", "Wij hebben het vastgelegd. U hoeft niets meer te doen."),
    confirm: "Bevestigen",
    withdraw: "Intrekken",
};

const PL: Words = Words {
    ask: (
        "Potwierdź swój adres e-mail",
        "Ten adres wpisano w jednym z naszych formularzy. Czy to Ty? Potwierdź to tutaj. Jeśli nie, zamknij tę stronę: wpisane dane zostaną usunięte.",
    ),
    confirmed: ("Dziękujemy, adres jest potwierdzony", "Nic więcej nie trzeba robić. Możesz zamknąć tę stronę."),
    confirmed_before: (
        "Ten adres jest już potwierdzony",
        "Wszystko w porządku: raz wystarczy. Możesz zamknąć tę stronę.",
    ),
    expired: (
        "Ten link wygasł",
        "Był ważny 48 godzin, a wpisane dane usunięto. Wypełnij formularz jeszcze raz, a otrzymasz nowy link.",
    ),
    unknown: (
        "Ten link jest nieznany",
        "Być może brakuje jego części. Skopiuj cały link z wiadomości albo wypełnij formularz jeszcze raz.",
    ),
    ask_to_withdraw: (
        "Wycofaj swoją zgodę",
        "Nie będziemy już używać Twoich danych do tego, na co była zgoda. To, co zrobiono dotychczas, pozostaje zgodne z prawem.",
    ),
    withdrawn: ("Twoja zgoda jest wycofana", "Odnotowaliśmy to. Nic więcej nie trzeba robić."),
    confirm: "Potwierdź",
    withdraw: "Wycofaj",
};

const CS: Words = Words {
    ask: (
        "Potvrďte svou e-mailovou adresu",
        "Vaše adresa byla zadána v jednom z našich formulářů. Byli jste to vy? Pak to zde potvrďte. Pokud ne, zavřete tuto stránku: zadané údaje budou smazány.",
    ),
    confirmed: ("Děkujeme, vaše adresa je potvrzena", "Nic dalšího není třeba. Tuto stránku můžete zavřít."),
    confirmed_before: ("Vaše adresa už je potvrzena", "Vše je v pořádku: jednou stačí. Tuto stránku můžete zavřít."),
    expired: (
        "Platnost tohoto odkazu vypršela",
        "Platil 48 hodin a zadané údaje jsou smazány. Vyplňte prosím formulář ještě jednou; dostanete nový odkaz.",
    ),
    unknown: (
        "Tento odkaz není znám",
        "Možná chybí jeho část. Zkopírujte prosím celý odkaz z e-mailu, nebo vyplňte formulář ještě jednou.",
    ),
    ask_to_withdraw: (
        "Odvolat souhlas",
        "Vaše údaje pak už nebudeme používat k tomu, k čemu jste dali souhlas. Co se stalo dosud, zůstává zákonné.",
    ),
    withdrawn: ("Váš souhlas je odvolán", "Zaznamenali jsme to. Nic dalšího není třeba."),
    confirm: "Potvrdit",
    withdraw: "Odvolat",
};

const SV: Words = Words {
    ask: (
        "Bekräfta din e-postadress",
        "Din adress har angetts i ett av våra formulär. Var det du? Bekräfta det då här. Om inte, stäng den här sidan: det som angavs raderas.",
    ),
    confirmed: ("Tack, din adress är bekräftad", "Du behöver inte göra något mer. Du kan stänga den här sidan."),
    confirmed_before: (
        "Din adress är redan bekräftad",
        "Allt är i sin ordning: en gång räcker. Du kan stänga den här sidan.",
    ),
    expired: (
        "Den här länken är för gammal",
        "Den gällde i 48 timmar, och det som angavs är raderat. Fyll i formuläret en gång till, så får du en ny länk.",
    ),
    unknown: (
        "Den här länken är okänd",
        "Kanske saknas en del av den. Kopiera hela länken från mejlet, eller fyll i formuläret en gång till.",
    ),
    ask_to_withdraw: (
        "Återkalla ditt samtycke",
        "Vi använder då inte längre dina uppgifter till det du samtyckte till. Det som hittills har gjorts är fortfarande lagligt.",
    ),
    withdrawn: ("Ditt samtycke är återkallat", "Vi har antecknat det. Du behöver inte göra något mer."),
    confirm: "Bekräfta",
    withdraw: "Återkalla",
};
