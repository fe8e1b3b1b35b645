//! What is said to those who fill in a form, in ten languages of Europe; in all others it is said in English.

use crate::{FormLanguage, Language};

/// The sentences of one language; `{number}` stands for a number.
pub(super) struct Sentences {
    pub(super) required: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
    pub(super) url: &'static str,
    pub(super) day: &'static str,
    pub(super) amount: &'static str,
    pub(super) option: &'static str,
    pub(super) too_long: &'static str,
    pub(super) control_character: &'static str,
    pub(super) file: &'static str,
    pub(super) too_many_files: &'static str,
}

impl Sentences {
    /// Those of a language, else the English ones.
    pub(super) fn of(language: FormLanguage) -> &'static Self {
        language.among([&EN, &DE, &FR, &ES, &IT, &PT, &NL, &PL, &CS, &SV])
    }
}

const EN: Sentences = Sentences {
    required: "Please fill this in.",
    email: "Enter an e-mail address like name@example.com.",
    phone: "Enter a phone number with 3 to 20 digits, like +49 30 123456.",
    url: "Enter a web address like https://example.com.",
    day: "Enter a date like 2026-04-12.",
    amount: "Enter an amount like 1250 or 1250.50, without other separators.",
    option: "Choose one of the options.",
    too_long: "Use at most {number} characters.",
    control_character: "Remove the invisible control characters.",
    file: "This file is no longer here. Please choose it again.",
    too_many_files: "Number of files that fit here: {number}.",
};

const DE: Sentences = Sentences {
    required: "Bitte füllen Sie dieses Feld aus.",
    email: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
    phone: "Geben Sie eine Telefonnummer mit 3 bis 20 Ziffern ein, wie +49 30 123456.",
    url: "Geben Sie eine Webadresse wie https://example.com ein.",
    day: "Geben Sie ein Datum wie 2026-04-12 ein.",
    amount: "Geben Sie einen Betrag wie 1250 oder 1250,50 ein, ohne andere Trennzeichen.",
    option: "Wählen Sie eine der Möglichkeiten.",
    too_long: "Verwenden Sie höchstens {number} Zeichen.",
    control_character: "Entfernen Sie die unsichtbaren Steuerzeichen.",
    file: "Diese Datei ist nicht mehr da. Bitte wählen Sie sie noch einmal.",
    too_many_files: "Anzahl der Dateien, die hier Platz haben: {number}.",
};

const FR: Sentences = Sentences {
    required: "Veuillez remplir ce champ.",
    email: "Saisissez une adresse e-mail comme nom@example.com.",
    phone: "Saisissez un numéro de téléphone de 3 à 20 chiffres, comme +33 1 23 45 67 89.",
    url: "Saisissez une adresse web comme https://example.com.",
    day: "Saisissez une date comme 2026-04-12.",
    amount: "Saisissez un montant comme 1250 ou 1250,50, sans autre séparateur.",
    option: "Choisissez l’une des options.",
    too_long: "Utilisez {number} caractères au maximum.",
    control_character: "Supprimez les caractères de contrôle invisibles.",
    file: "Ce fichier n’est plus disponible. Veuillez le choisir à nouveau.",
    too_many_files: "Nombre de fichiers acceptés ici : {number}.",
};

const ES: Sentences = Sentences {
    required: "Rellene este campo.",
    email: "Introduzca una dirección de correo como nombre@example.com.",
    phone: "Introduzca un número de teléfono de 3 a 20 cifras, como +34 912 345 678.",
    url: "Introduzca una dirección web como https://example.com.",
    day: "Introduzca una fecha como 2026-04-12.",
    amount: "Introduzca un importe como 1250 o 1250,50, sin otros separadores.",
    option: "Elija una de las opciones.",
    too_long: "Use {number} caracteres como máximo.",
    control_character: "Elimine los caracteres de control invisibles.",
    file: "Este archivo ya no está disponible. Elíjalo de nuevo.",
    too_many_files: "Número de archivos que se admiten aquí: {number}.",
};

const IT: Sentences = Sentences {
    required: "Compili questo campo.",
    email: "Inserisca un indirizzo e-mail come nome@example.com.",
    phone: "Inserisca un numero di telefono da 3 a 20 cifre, come +39 06 1234 5678.",
    url: "Inserisca un indirizzo web come https://example.com.",
    day: "Inserisca una data come 2026-04-12.",
    amount: "Inserisca un importo come 1250 o 1250,50, senza altri separatori.",
    option: "Scelga una delle opzioni.",
    too_long: "Usi al massimo {number} caratteri.",
    control_character: "Rimuova i caratteri di controllo invisibili.",
    file: "Questo file non è più disponibile. Lo scelga di nuovo.",
    too_many_files: "Numero di file ammessi qui: {number}.",
};

const PT: Sentences = Sentences {
    required: "Preencha este campo.",
    email: "Introduza um endereço de e-mail como nome@example.com.",
    phone: "Introduza um número de telefone com 3 a 20 algarismos, como +351 21 123 4567.",
    url: "Introduza um endereço web como https://example.com.",
    day: "Introduza uma data como 2026-04-12.",
    amount: "Introduza um valor como 1250 ou 1250,50, sem outros separadores.",
    option: "Escolha uma das opções.",
    too_long: "Use no máximo {number} caracteres.",
    control_character: "Remova os caracteres de controlo invisíveis.",
    file: "Este ficheiro já não está disponível. Escolha-o novamente.",
    too_many_files: "Número de ficheiros aceites aqui: {number}.",
};

const NL: Sentences = Sentences {
    required: "Vul dit veld in.",
    email: "Vul een e-mailadres in zoals naam@example.com.",
    phone: "Vul een telefoonnummer in van 3 tot 20 cijfers, zoals +31 20 123 4567.",
    url: "Vul een webadres in zoals https://example.com.",
    day: "Vul een datum in zoals 2026-04-12.",
    amount: "Vul een bedrag in zoals 1250 of 1250,50, zonder andere scheidingstekens.",
    option: "Kies een van de opties.",
    too_long: "Gebruik hoogstens {number} tekens.",
    control_character: "Verwijder de onzichtbare stuurtekens.",
    file: "Dit bestand is er niet meer. Kies het opnieuw.",
    too_many_files: "Aantal bestanden dat hier past: {number}.",
};

const PL: Sentences = Sentences {
    required: "Proszę wypełnić to pole.",
    email: "Proszę podać adres e-mail, na przykład nazwa@example.com.",
    phone: "Proszę podać numer telefonu od 3 do 20 cyfr, na przykład +48 22 123 45 67.",
    url: "Proszę podać adres strony, na przykład https://example.com.",
    day: "Proszę podać datę, na przykład 2026-04-12.",
    amount: "Proszę podać kwotę, na przykład 1250 lub 1250,50, bez innych separatorów.",
    option: "Proszę wybrać jedną z opcji.",
    too_long: "Proszę użyć najwyżej {number} znaków.",
    control_character: "Proszę usunąć niewidoczne znaki sterujące.",
    file: "Tego pliku już nie ma. Proszę wybrać go ponownie.",
    too_many_files: "Liczba plików, które można tu dodać: {number}.",
};

const CS: Sentences = Sentences {
    required: "Vyplňte prosím toto pole.",
    email: "Zadejte e-mailovou adresu, například jmeno@example.com.",
    phone: "Zadejte telefonní číslo se 3 až 20 číslicemi, například +420 221 234 567.",
    url: "Zadejte webovou adresu, například https://example.com.",
    day: "Zadejte datum, například 2026-04-12.",
    amount: "Zadejte částku, například 1250 nebo 1250,50, bez jiných oddělovačů.",
    option: "Vyberte jednu z možností.",
    too_long: "Použijte nejvýše {number} znaků.",
    control_character: "Odstraňte neviditelné řídicí znaky.",
    file: "Tento soubor už tu není. Vyberte ho prosím znovu.",
    too_many_files: "Počet souborů, které lze přidat: {number}.",
};

const SV: Sentences = Sentences {
    required: "Fyll i det här fältet.",
    email: "Ange en e-postadress, till exempel namn@example.com.",
    phone: "Ange ett telefonnummer med 3 till 20 siffror, till exempel +46 8 123 456 78.",
    url: "Ange en webbadress, till exempel https://example.com.",
    day: "Ange ett datum, till exempel 2026-04-12.",
    amount: "Ange ett belopp, till exempel 1250 eller 1250,50, utan andra skiljetecken.",
    option: "Välj ett av alternativen.",
    too_long: "Använd högst {number} tecken.",
    control_character: "Ta bort de osynliga styrtecknen.",
    file: "Filen finns inte kvar. Välj den igen.",
    too_many_files: "Antal filer som får plats här: {number}.",
};

/// What the gateway says of a file: that it is of another kind, and that it is too large. The embed's rules never say it, and do not bring it along.
pub(super) type Upload = (&'static str, &'static str);

const EN_UPLOAD: Upload = (
    "Files of this kind are not taken here, or the content is not what the name says.",
    "Choose a file that is not empty and has at most {number} MB.",
);
const DE_UPLOAD: Upload = (
    "Dateien dieser Art werden hier nicht angenommen, oder der Inhalt passt nicht zum Namen.",
    "Wählen Sie eine Datei, die nicht leer ist und höchstens {number} MB hat.",
);
const FR_UPLOAD: Upload = (
    "Ce type de fichier n’est pas accepté ici, ou le contenu ne correspond pas au nom.",
    "Choisissez un fichier non vide de {number} Mo au maximum.",
);
const ES_UPLOAD: Upload = (
    "Aquí no se admiten archivos de este tipo, o el contenido no coincide con el nombre.",
    "Elija un archivo que no esté vacío y tenga como máximo {number} MB.",
);
const IT_UPLOAD: Upload = (
    "Qui non si accettano file di questo tipo, o il contenuto non corrisponde al nome.",
    "Scelga un file non vuoto di al massimo {number} MB.",
);
const PT_UPLOAD: Upload = (
    "Aqui não são aceites ficheiros deste tipo, ou o conteúdo não corresponde ao nome.",
    "Escolha um ficheiro que não esteja vazio e tenha no máximo {number} MB.",
);
const NL_UPLOAD: Upload = (
    "Bestanden van dit soort worden hier niet aangenomen, of de inhoud past niet bij de naam.",
    "Kies een bestand dat niet leeg is en hoogstens {number} MB groot is.",
);
const PL_UPLOAD: Upload = (
    "Pliki tego rodzaju nie są tu przyjmowane albo treść nie zgadza się z nazwą.",
    "Proszę wybrać plik, który nie jest pusty i ma najwyżej {number} MB.",
);
const CS_UPLOAD: Upload = (
    "Soubory tohoto druhu se zde nepřijímají, nebo obsah neodpovídá názvu.",
    "Vyberte soubor, který není prázdný a má nejvýše {number} MB.",
);
const SV_UPLOAD: Upload = (
    "Filer av det här slaget tas inte emot här, eller så stämmer innehållet inte med namnet.",
    "Välj en fil som inte är tom och är högst {number} MB.",
);

/// What is said of a file in a language, else in English.
pub(super) fn upload(language: FormLanguage) -> Upload {
    language.among([
        EN_UPLOAD, DE_UPLOAD, FR_UPLOAD, ES_UPLOAD, IT_UPLOAD, PT_UPLOAD, NL_UPLOAD, PL_UPLOAD, CS_UPLOAD, SV_UPLOAD,
    ])
}

/// What is said to staff: only that, so that the others need not be brought along.
pub(super) fn ours(language: Language) -> (&'static Sentences, Upload) {
    match language {
        Language::En => (&EN, EN_UPLOAD),
        Language::De => (&DE, DE_UPLOAD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    /// No two languages say the same, so that none was left in another's words.
    #[test]
    fn each_of_the_ten_has_words_of_its_own_and_others_have_english() {
        let languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv"];
        let problems = [
            Problem::Required,
            Problem::Email,
            Problem::Phone,
            Problem::Url,
            Problem::Day,
            Problem::Amount,
            Problem::Option,
            Problem::TooLong { max: 7 },
            Problem::ControlCharacter,
            Problem::File,
            Problem::FileKind,
            Problem::FileSize { max: 7 },
            Problem::TooManyFiles { max: 7 },
        ];
        for problem in &problems {
            let said = |tag: &str| FormLanguage::of(tag).map(|language| problem.sentence_in_form(language));
            let mut sentences: Vec<_> = languages.iter().filter_map(|tag| said(tag)).collect();
            assert_eq!(said("ar"), said("en"));
            assert!(sentences.iter().all(|sentence| !sentence.contains('{')), "{sentences:?}");
            sentences.sort();
            sentences.dedup();
            assert_eq!(sentences.len(), languages.len(), "{problem:?}");
        }
    }
}
