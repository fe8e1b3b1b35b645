//! Places with the phone numbers of theirs that nobody has: ranges that the countries' authorities keep free for films and
//! documentation (Bundesnetzagentur 148/2021, Ofcom, ARCEP 2018-0881, NANPA 555-01XX, PTS, ACMA).

/// A country in which people of the demo live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Country {
    Germany,
    Britain,
    Usa,
    France,
    Poland,
    Turkey,
    Italy,
    Sweden,
    Greece,
    Ukraine,
    Emirates,
    Israel,
    China,
    Japan,
    Korea,
    Vietnam,
}

/// A city.
pub(super) struct Place {
    /// In which country.
    pub country: Country,
    /// Its name.
    pub city: &'static str,
    /// What tells it from another city of its name.
    pub addition: &'static str,
    /// Federal state, where it is written in addresses.
    pub state: &'static str,
    /// Postal codes.
    pub zips: &'static [&'static str],
    /// Streets; `#` is the house number.
    pub streets: &'static [&'static str],
    /// Free numbers; each `#` is a digit.
    pub phone: &'static str,
}

/// What the country is called in addresses, and its code (ISO 3166-1).
pub(super) fn country(country: Country) -> (&'static str, &'static str) {
    match country {
        Country::Germany => ("Deutschland", "DE"),
        Country::Britain => ("United Kingdom", "GB"),
        Country::Usa => ("USA", "US"),
        Country::France => ("France", "FR"),
        Country::Poland => ("Polska", "PL"),
        Country::Turkey => ("Türkiye", "TR"),
        Country::Italy => ("Italia", "IT"),
        Country::Sweden => ("Sverige", "SE"),
        Country::Greece => ("Ελλάδα", "GR"),
        Country::Ukraine => ("Україна", "UA"),
        Country::Emirates => ("الإمارات العربية المتحدة", "AE"),
        Country::Israel => ("ישראל", "IL"),
        Country::China => ("中国", "CN"),
        Country::Japan => ("日本", "JP"),
        Country::Korea => ("대한민국", "KR"),
        Country::Vietnam => ("Việt Nam", "VN"),
    }
}

/// Free mobile numbers of a country; where none are kept free there, those of Britain or America.
pub(super) fn mobile(country: Country) -> &'static [&'static str] {
    match country {
        Country::Germany => &["+49 171 39200##", "+49 176 040690##"],
        Country::France => &["+33 6 39 98 ## ##"],
        Country::Usa => &["+1 917 555 01##", "+1 628 555 01##"],
        Country::China | Country::Japan | Country::Korea | Country::Vietnam => &["+1 808 555 01##", "+44 7700 900###"],
        _ => &["+44 7700 900###"],
    }
}

const GERMAN: &[&str] = &[
    "Ahornweg #",
    "Am Alten Markt #",
    "Bäckerstraße #",
    "Birkenallee #",
    "Fährstraße #",
    "Gärtnerweg #",
    "Große Bleiche #",
    "Hafenstraße #",
    "Königsallee #",
    "Lindenstraße #",
    "Mühlengasse #",
    "Schillerstraße #",
    "Südring #",
    "Weißdornstraße #",
];
const BRITISH: &[&str] =
    &["# Abbey Lane", "# Canal Street", "# Fletcher's Row", "# Harbour Road", "# Mill Hill", "# St Anne's Terrace"];
const AMERICAN: &[&str] = &["# Cedar Avenue", "# Division Street", "# Juniper Boulevard", "# Old Mill Road, Suite 4"];
const FRENCH: &[&str] = &["#, allée des Cèdres", "#, place de l'Église", "#, quai des Forges", "#, rue du Moulin"];

const fn place(
    country: Country,
    city: &'static str,
    zips: &'static [&'static str],
    streets: &'static [&'static str],
    phone: &'static str,
) -> Place {
    Place { country, city, addition: "", state: "", zips, streets, phone }
}

/// Places, those of a country in a row.
pub(super) const PLACES: &[Place] = &[
    place(Country::Germany, "Berlin", &["10115", "10969", "12047", "13353"], GERMAN, "+49 30 23125 ###"),
    place(Country::Germany, "Hamburg", &["20095", "20359", "22765", "22303"], GERMAN, "+49 40 66969 ###"),
    place(Country::Germany, "München", &["80331", "80799", "81667"], GERMAN, "+49 89 99998 ###"),
    place(Country::Germany, "Köln", &["50667", "50823", "51065"], GERMAN, "+49 221 4710 ###"),
    Place {
        addition: "am Main",
        ..place(Country::Germany, "Frankfurt", &["60311", "60486", "60594"], GERMAN, "+49 69 90009 ###")
    },
    place(Country::Britain, "London", &["E1 6AN", "N1 9GU", "SE1 9SG"], BRITISH, "+44 20 7946 0###"),
    place(Country::Britain, "Manchester", &["M1 2WD", "M4 5JD"], BRITISH, "+44 161 496 0###"),
    place(Country::Britain, "Edinburgh", &["EH1 1YZ", "EH6 6LX"], BRITISH, "+44 131 496 0###"),
    Place { state: "NY", ..place(Country::Usa, "New York", &["10013", "11201"], AMERICAN, "+1 212 555 01##") },
    Place { state: "WA", ..place(Country::Usa, "Seattle", &["98101", "98109"], AMERICAN, "+1 206 555 01##") },
    Place { state: "TX", ..place(Country::Usa, "Austin", &["78701", "78704"], AMERICAN, "+1 512 555 01##") },
    place(Country::France, "Paris", &["75003", "75011", "75018"], FRENCH, "+33 1 99 00 ## ##"),
    place(Country::France, "Lyon", &["69001", "69007"], FRENCH, "+33 4 65 71 ## ##"),
    place(Country::Poland, "Kraków", &["30-059", "31-072"], &["ul. Długa #", "ul. Świętej Anny #"], "+44 20 7946 0###"),
    place(
        Country::Turkey,
        "İstanbul",
        &["34425", "34710"],
        &["Çiçek Sokağı No: #", "Gümüş Caddesi No: #"],
        "+49 69 90009 ###",
    ),
    place(
        Country::Italy,
        "Bologna",
        &["40121", "40126"],
        &["via dei Tigli #", "piazza San Niccolò #"],
        "+49 89 99998 ###",
    ),
    place(
        Country::Sweden,
        "Stockholm",
        &["111 29", "116 46"],
        &["Björkgatan #", "Östra Hamngatan #"],
        "+46 8 465 004 ##",
    ),
    place(
        Country::Greece,
        "Αθήνα",
        &["105 57", "117 42"],
        &["Οδός Ελαιών #", "Πλατεία Μουσείου #"],
        "+49 221 4710 ###",
    ),
    place(Country::Ukraine, "Львів", &["79000", "79008"], &["вул. Липова, #", "пл. Ринок, #"], "+49 30 23125 ###"),
    place(Country::Emirates, "دبي", &[""], &["شارع النخيل #", "شارع البحر #"], "+44 20 7946 0###"),
    place(Country::Israel, "תל אביב־יפו", &["6100001", "6436150"], &["רחוב האלון #", "שדרות הים #"], "+1 212 555 01##"),
    place(Country::China, "上海", &["200001", "200040"], &["梧桐路#号", "滨江大道#号"], "+1 206 555 01##"),
    place(Country::Japan, "東京都港区", &["105-0001", "106-0032"], &["桜坂1-#", "港南2-#"], "+1 808 555 01##"),
    place(Country::Korea, "서울", &["04524", "06035"], &["단풍로 #", "강변길 #"], "+1 808 555 01##"),
    place(
        Country::Vietnam,
        "Hà Nội",
        &["100000", "110000"],
        &["# phố Hàng Trống", "# đường Hoa Phượng"],
        "+33 1 99 00 ## ##",
    ),
];
