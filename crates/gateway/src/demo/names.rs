//! Names, places and texts to choose from.

use calling_card_contact::{WordColour, WordList};

/// Given and family names, in the scripts that people write them in; and how they are spelt in an address.
pub(super) const PEOPLE: [(&str, &str, &str); 60] = [
    ("Anna", "Müller", "anna.mueller"),
    ("Jörg", "Schröder", "joerg.schroeder"),
    ("Zoë", "Weiß", "zoe.weiss"),
    ("Lukas", "Schäfer", "lukas.schaefer"),
    ("Mia", "Köhler", "mia.koehler"),
    ("Jürgen", "Groß", "juergen.gross"),
    ("Ursula", "von der Heide", "ursula.heide"),
    ("Karl-Heinz", "Öztürk", "karl.oeztuerk"),
    ("Ayşe", "Yılmaz", "ayse.yilmaz"),
    ("İbrahim", "Çelik", "ibrahim.celik"),
    ("Łukasz", "Wójcik", "lukasz.wojcik"),
    ("Małgorzata", "Kowalczyk", "malgorzata.kowalczyk"),
    ("Jiří", "Dvořák", "jiri.dvorak"),
    ("Žofie", "Nováková", "zofie.novakova"),
    ("Søren", "Ångström", "soren.angstrom"),
    ("Åsa", "Björk", "asa.bjork"),
    ("Guðrún", "Jónsdóttir", "gudrun.jonsdottir"),
    ("Niamh", "O’Sullivan", "niamh.osullivan"),
    ("Siân", "Llewellyn", "sian.llewellyn"),
    ("François", "Lefèvre", "francois.lefevre"),
    ("Chloé", "Dubois", "chloe.dubois"),
    ("José", "Muñoz", "jose.munoz"),
    ("Iñigo", "Etxeberria", "inigo.etxeberria"),
    ("João", "Conceição", "joao.conceicao"),
    ("Niccolò", "D’Angelo", "niccolo.dangelo"),
    ("Ștefan", "Ionescu", "stefan.ionescu"),
    ("Δημήτρης", "Παπαδόπουλος", "dimitris.papadopoulos"),
    ("Ελένη", "Νικολάου", "eleni.nikolaou"),
    ("Олена", "Шевченко", "olena.shevchenko"),
    ("Дмитрий", "Соколов", "dmitri.sokolov"),
    ("Иван", "Петров", "ivan.petrov"),
    ("დავით", "ბერიძე", "davit.beridze"),
    ("Արամ", "Հակոբյան", "aram.hakobyan"),
    ("محمد", "الخطيب", "mohammed.alkhatib"),
    ("فاطمة", "حداد", "fatima.haddad"),
    ("ليلى", "منصور", "layla.mansour"),
    ("יעל", "כהן", "yael.cohen"),
    ("דוד", "לוי", "david.levi"),
    ("آرش", "رضایی", "arash.rezaei"),
    ("अनन्या", "शर्मा", "ananya.sharma"),
    ("अर्जुन", "पटेल", "arjun.patel"),
    ("தமிழ்", "செல்வன்", "tamil.selvan"),
    ("สมชาย", "ใจดี", "somchai.jaidee"),
    ("Nguyễn", "Thị Hương", "huong.nguyen"),
    ("Trần", "Văn Minh", "minh.tran"),
    ("太郎", "山田", "taro.yamada"),
    ("花子", "佐藤", "hanako.sato"),
    ("健", "高橋", "ken.takahashi"),
    ("伟", "王", "wei.wang"),
    ("秀英", "李", "xiuying.li"),
    ("美玲", "陳", "meiling.chen"),
    ("민준", "김", "minjun.kim"),
    ("서연", "이", "seoyeon.lee"),
    ("Amina", "Okonkwo", "amina.okonkwo"),
    ("Thabo", "Nkosi", "thabo.nkosi"),
    ("Keanu", "Kealoha", "keanu.kealoha"),
    ("Mary-Jane", "Smith", "mary.smith"),
    ("Wolfeschlegelsteinhausenbergerdorff", "Featherstonehaugh-Cholmondeley", "wolfe.featherstonehaugh"),
    ("Li", "X", "li.x"),
    ("Ana María", "García López", "ana.garcia"),
];

/// Organizations: name, city, postal code, street, country code.
pub(super) const COMPANIES: [(&str, &str, &str, &str, &str); 24] = [
    ("Nordlicht Optik GmbH", "Hamburg", "20095", "Musterstraße 12", "DE"),
    ("Bäckerei Sonnenschein", "München", "80331", "Beispielweg 3", "DE"),
    ("Kühn & Söhne Maschinenbau", "Stuttgart", "70173", "Werkstraße 45", "DE"),
    ("Havelblick Hotels", "Berlin", "10115", "Uferpromenade 1", "DE"),
    ("Rheingold Logistik", "Köln", "50667", "Hafenallee 7", "DE"),
    ("Edelweiß Versicherung", "Wien", "1010", "Ringgasse 9", "AT"),
    ("Alpstein Uhren AG", "Zürich", "8001", "Seestrasse 20", "CH"),
    ("Greenfield Foods Ltd", "London", "EC1A 1BB", "1 Sample Lane", "GB"),
    ("Harbour & Hart", "Dublin", "D01 F5P2", "22 Example Quay", "IE"),
    ("Atelier Lumière", "Lyon", "69001", "4 rue de l’Exemple", "FR"),
    ("Panadería del Sol", "Sevilla", "41001", "Calle Ejemplo 8", "ES"),
    ("Officina Verde S.r.l.", "Torino", "10121", "Via Esempio 15", "IT"),
    ("Fjord Design AS", "Bergen", "5003", "Eksempelgata 2", "NO"),
    ("Śląskie Zakłady Szkła", "Katowice", "40-001", "ul. Przykładowa 6", "PL"),
    ("さくら印刷株式会社", "東京", "100-0001", "千代田1-1", "JP"),
    ("长城软件有限公司", "上海", "200000", "示例路88号", "CN"),
    ("한빛 디자인", "서울", "04524", "예시로 10", "KR"),
    ("مؤسسة النخيل", "دبي", "00000", "شارع المثال 5", "AE"),
    ("מעבדות כרמל", "חיפה", "3100000", "רחוב הדוגמה 3", "IL"),
    ("Blue Mesa Robotics", "Denver", "80202", "500 Sample Ave", "US"),
    ("Maple & Pine Architects", "Toronto", "M5H 2N2", "77 Example St", "CA"),
    ("Southern Cross Surf", "Sydney", "2000", "9 Sample Rd", "AU"),
    ("Verein der Imkerfreunde e.V.", "Freiburg", "79098", "Blumenweg 30", "DE"),
    ("Stadtwerke Musterstadt", "Musterstadt", "12345", "Am Markt 1", "DE"),
];

pub(super) const POSITIONS: [&str; 12] = [
    "Managing Director",
    "Head of Sales",
    "Buyer",
    "Software Engineer",
    "Office Manager",
    "Apprentice",
    "Vertriebsleitung",
    "Buchhaltung",
    "Redakteurin",
    "Produktentwicklung",
    "Conseillère clientèle",
    "営業部長",
];

pub(super) const TAGS: [&str; 8] =
    ["VIP", "Newsletter", "Trade fair", "Supplier", "Press", "Stammkunde", "Alumni", "Partner"];

pub(super) const STAGES: [&str; 4] = ["Lead", "Prospect", "Customer", "Former customer"];

/// Words that are shown in a colour.
pub(super) const COLOURS: [(WordList, &str, WordColour); 7] = [
    (WordList::PersonTags, "VIP", WordColour::Purple),
    (WordList::PersonTags, "Press", WordColour::Orange),
    (WordList::PersonTags, "Partner", WordColour::Teal),
    (WordList::Stages, "Lead", WordColour::Yellow),
    (WordList::Stages, "Prospect", WordColour::Blue),
    (WordList::Stages, "Customer", WordColour::Green),
    (WordList::Stages, "Former customer", WordColour::Grey),
];

pub(super) const RELATIONS: [(&str, &str); 5] = [
    ("Manager", "Report"),
    ("Assistant", "Supervisor"),
    ("Sister", "Brother"),
    ("Mentor", "Mentee"),
    ("Successor", "Predecessor"),
];

pub(super) const NOTES: [&str; 6] = [
    "Met at the spring fair; wants to see a sample by the end of the month.",
    "Prefers to be called in the afternoon.",
    "Ruft wegen der Verlängerung des Wartungsvertrags zurück.\nAngebot liegt vor.",
    "Speaks French and a little German.",
    "Recommended us to two colleagues. Say thank you!",
    "Moves to the Hamburg office in autumn.",
];
