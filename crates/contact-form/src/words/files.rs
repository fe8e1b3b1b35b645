//! What a form that asks for files says besides, in the same ten languages.

use calling_card_contact::{FileFormat, FileKind, FormLanguage, Problem, rules};
use serde::Serialize;

/// The words of one language.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FileWords {
    /// What a field takes; `{size}` stands for megabytes, `{kinds}` for endings.
    #[serde(skip)]
    one: &'static str,
    /// The same where it takes several, at most `{most}`.
    #[serde(skip)]
    several: &'static str,
    /// Where a file is chosen.
    choose: &'static str,
    /// Where several are.
    choose_several: &'static str,
    /// While one is on its way, before its name.
    uploading: &'static str,
    /// When it has arrived.
    uploaded: &'static str,
    /// When it was taken away.
    removed: &'static str,
    /// The button that takes it away.
    remove: &'static str,
    /// When the form is sent too early.
    wait: &'static str,
    /// When it did not arrive.
    broken: &'static str,
}

/// What the embed says about files: the words, and the sentences of what is wrong before one is sent.
#[derive(Clone, Debug, Serialize)]
pub struct SaidOfFiles {
    #[serde(flatten)]
    words: &'static FileWords,
    file_kind: String,
    file_size: String,
    too_many_files: String,
}

impl FileWords {
    /// Those of a language, else the English ones.
    fn of(language: FormLanguage) -> &'static Self {
        language.among([&EN, &DE, &FR, &ES, &IT, &PT, &NL, &PL, &CS, &SV])
    }

    /// What a field takes, in a sentence.
    pub(crate) fn taken(language: FormLanguage, kinds: &[FileKind], many: bool) -> String {
        let words = Self::of(language);
        let endings: Vec<String> = FileFormat::of(kinds).map(|format| format.endings[0].to_uppercase()).collect();
        let sentence = if many { words.several } else { words.one };
        let sentence = sentence.replace("{most}", &rules::FILES.to_string());
        sentence.replace("{size}", &rules::FILE_MEGABYTES.to_string()).replace("{kinds}", &endings.join(", "))
    }
}

impl SaidOfFiles {
    /// In a language.
    pub fn of(language: FormLanguage) -> Self {
        Self {
            words: FileWords::of(language),
            file_kind: Problem::FileKind.sentence_in_form(language),
            file_size: Problem::FileSize { max: rules::FILE_MEGABYTES }.sentence_in_form(language),
            too_many_files: Problem::TooManyFiles { max: rules::FILES }.sentence_in_form(language),
        }
    }
}

const EN: FileWords = FileWords {
    one: "One file of at most {size} MB: {kinds}",
    several: "Up to {most} files of at most {size} MB each: {kinds}",
    choose: "Choose a file, or drop it here",
    choose_several: "Choose files, or drop them here",
    uploading: "Uploading",
    uploaded: "Uploaded",
    removed: "Removed",
    remove: "Remove",
    wait: "A file is still being uploaded. Please wait a moment, or remove it.",
    broken: "The file could not be uploaded. Please check your connection and choose it again.",
};

const DE: FileWords = FileWords {
    one: "Eine Datei mit höchstens {size} MB: {kinds}",
    several: "Bis zu {most} Dateien mit je höchstens {size} MB: {kinds}",
    choose: "Datei auswählen oder hierher ziehen",
    choose_several: "Dateien auswählen oder hierher ziehen",
    uploading: "Wird hochgeladen",
    uploaded: "Hochgeladen",
    removed: "Entfernt",
    remove: "Entfernen",
    wait: "Eine Datei wird noch hochgeladen. Bitte warten Sie einen Moment, oder entfernen Sie sie.",
    broken: "Die Datei konnte nicht hochgeladen werden. Bitte prüfen Sie die Verbindung und wählen Sie sie noch einmal.",
};

const FR: FileWords = FileWords {
    one: "Un fichier de {size} Mo au maximum : {kinds}",
    several: "Jusqu’à {most} fichiers de {size} Mo chacun au maximum : {kinds}",
    choose: "Choisissez un fichier ou déposez-le ici",
    choose_several: "Choisissez des fichiers ou déposez-les ici",
    uploading: "Téléversement",
    uploaded: "Téléversé",
    removed: "Supprimé",
    remove: "Supprimer",
    wait: "Un fichier est encore en cours de téléversement. Veuillez patienter un instant ou le supprimer.",
    broken: "Le fichier n’a pas pu être téléversé. Vérifiez votre connexion et choisissez-le à nouveau.",
};

const ES: FileWords = FileWords {
    one: "Un archivo de {size} MB como máximo: {kinds}",
    several: "Hasta {most} archivos de {size} MB como máximo cada uno: {kinds}",
    choose: "Elija un archivo o suéltelo aquí",
    choose_several: "Elija archivos o suéltelos aquí",
    uploading: "Subiendo",
    uploaded: "Subido",
    removed: "Quitado",
    remove: "Quitar",
    wait: "Todavía se está subiendo un archivo. Espere un momento o quítelo.",
    broken: "No se ha podido subir el archivo. Compruebe la conexión y elíjalo de nuevo.",
};

const IT: FileWords = FileWords {
    one: "Un file di al massimo {size} MB: {kinds}",
    several: "Fino a {most} file di al massimo {size} MB ciascuno: {kinds}",
    choose: "Scelga un file o lo trascini qui",
    choose_several: "Scelga i file o li trascini qui",
    uploading: "Caricamento",
    uploaded: "Caricato",
    removed: "Rimosso",
    remove: "Rimuovi",
    wait: "Un file è ancora in caricamento. Attenda un momento o lo rimuova.",
    broken: "Non è stato possibile caricare il file. Controlli la connessione e lo scelga di nuovo.",
};

const PT: FileWords = FileWords {
    one: "Um ficheiro de {size} MB no máximo: {kinds}",
    several: "Até {most} ficheiros de {size} MB no máximo cada: {kinds}",
    choose: "Escolha um ficheiro ou largue-o aqui",
    choose_several: "Escolha ficheiros ou largue-os aqui",
    uploading: "A carregar",
    uploaded: "Carregado",
    removed: "Removido",
    remove: "Remover",
    wait: "Ainda está a ser carregado um ficheiro. Aguarde um momento ou remova-o.",
    broken: "Não foi possível carregar o ficheiro. Verifique a ligação e escolha-o novamente.",
};

const NL: FileWords = FileWords {
    one: "Eén bestand van hoogstens {size} MB: {kinds}",
    several: "Hoogstens {most} bestanden van elk hoogstens {size} MB: {kinds}",
    choose: "Kies een bestand of sleep het hierheen",
    choose_several: "Kies bestanden of sleep ze hierheen",
    uploading: "Wordt geüpload",
    uploaded: "Geüpload",
    removed: "Verwijderd",
    remove: "Verwijderen",
    wait: "Er wordt nog een bestand geüpload. Wacht even, of verwijder het.",
    broken: "Het bestand kon niet worden geüpload. Controleer de verbinding en kies het opnieuw.",
};

const PL: FileWords = FileWords {
    one: "Jeden plik do {size} MB: {kinds}",
    several: "Do {most} plików, każdy do {size} MB: {kinds}",
    choose: "Wybierz plik lub upuść go tutaj",
    choose_several: "Wybierz pliki lub upuść je tutaj",
    uploading: "Przesyłanie",
    uploaded: "Przesłano",
    removed: "Usunięto",
    remove: "Usuń",
    wait: "Plik jest jeszcze przesyłany. Proszę chwilę poczekać albo go usunąć.",
    broken: "Pliku nie udało się przesłać. Proszę sprawdzić połączenie i wybrać go ponownie.",
};

const CS: FileWords = FileWords {
    one: "Jeden soubor do {size} MB: {kinds}",
    several: "Nejvýše {most} souborů, každý do {size} MB: {kinds}",
    choose: "Vyberte soubor, nebo ho sem přetáhněte",
    choose_several: "Vyberte soubory, nebo je sem přetáhněte",
    uploading: "Nahrává se",
    uploaded: "Nahráno",
    removed: "Odebráno",
    remove: "Odebrat",
    wait: "Soubor se ještě nahrává. Počkejte prosím chvíli, nebo ho odeberte.",
    broken: "Soubor se nepodařilo nahrát. Zkontrolujte prosím připojení a vyberte ho znovu.",
};

const SV: FileWords = FileWords {
    one: "En fil på högst {size} MB: {kinds}",
    several: "Upp till {most} filer på högst {size} MB vardera: {kinds}",
    choose: "Välj en fil eller släpp den här",
    choose_several: "Välj filer eller släpp dem här",
    uploading: "Laddas upp",
    uploaded: "Uppladdad",
    removed: "Borttagen",
    remove: "Ta bort",
    wait: "En fil laddas fortfarande upp. Vänta ett ögonblick, eller ta bort den.",
    broken: "Filen kunde inte laddas upp. Kontrollera anslutningen och välj den igen.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_ten_has_sentences_of_its_own_with_their_numbers() {
        let languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv"].map(FormLanguage::of);
        for many in [false, true] {
            let mut said: Vec<String> = languages
                .iter()
                .flatten()
                .map(|language| FileWords::taken(*language, &[FileKind::Pdf], many))
                .collect();
            assert!(said.iter().all(|text| text.ends_with(" PDF") && text.contains("10") && !text.contains('{')));
            said.sort();
            said.dedup();
            assert_eq!(said.len(), languages.len(), "{said:?}");
        }
        let mut sentences: Vec<_> = languages.iter().flatten().map(|language| FileWords::of(*language).wait).collect();
        sentences.sort_unstable();
        sentences.dedup();
        assert_eq!(sentences.len(), languages.len());
    }
}
