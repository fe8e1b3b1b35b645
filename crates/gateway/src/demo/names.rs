//! Names in many scripts. Where a name is not in Latin letters, its Latin form stands behind a bar, for addresses on the internet.

use super::places::Country;

/// How many people have names of a kind, and which names these are.
pub(super) struct Names {
    /// How many people.
    pub count: usize,
    /// Where most of them live.
    pub home: Country,
    /// How the parts of a name stand in a row.
    pub order: Order,
    /// Given names of women.
    pub women: &'static [&'static str],
    /// Given names of men.
    pub men: &'static [&'static str],
    /// Family names of women.
    pub families: &'static [&'static str],
    /// Family names of men, where they differ: in the same order.
    pub families_of_men: &'static [&'static str],
}

/// How the parts of a name stand in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Given name, then family name.
    GivenFirst,
    /// Family name, then given name.
    FamilyFirst,
    /// Family name, then given name, without a space.
    Joined,
}

/// A name, and its form in Latin letters.
pub(super) fn parts(name: &'static str) -> (&'static str, &'static str) {
    name.split_once('|').unwrap_or((name, name))
}

use Country::{
    Britain, China, Emirates, France, Germany, Greece, Israel, Italy, Japan, Korea, Poland, Sweden, Turkey, Ukraine, Usa,
    Vietnam,
};
use Order::{FamilyFirst, GivenFirst, Joined};

const SAME: &[&str] = &[];

/// All names: 293 people; the others are written down by hand.
pub(super) const NAMES: &[Names] = &[
    Names {
        count: 72,
        home: Germany,
        order: GivenFirst,
        women: &[
            "Anke", "Annika", "Birgit", "Britta", "Carla", "Dörte", "Elke", "Franziska", "Frauke", "Greta", "Hannelore",
            "Heike", "Ilse", "Jördis", "Jutta", "Käthe", "Katharina", "Kerstin", "Lieselotte", "Maike", "Mareike", "Nele",
            "Paula", "Petra", "Renate", "Rieke", "Sabine", "Silke", "Svenja", "Ute", "Wiebke", "Zoë",
        ],
        men: &[
            "Achim", "Björn", "Carsten", "Detlef", "Eckhard", "Falk", "Friedrich", "Götz", "Günter", "Hannes", "Henning",
            "Holger", "Jörg", "Jürgen", "Kai", "Karsten", "Klaus", "Lars", "Ludwig", "Malte", "Matthias", "Niklas", "Ole",
            "Rainer", "Rüdiger", "Sönke", "Steffen", "Thorben", "Torsten", "Uwe", "Volker", "Wolfgang",
        ],
        families: &[
            "Ackermann", "Bäcker", "Baumgärtner", "Böhm", "Brandt", "Brückner", "Dörfler", "Engel", "Färber", "Fröhlich",
            "Gärtner", "Groß", "Grünwald", "Hansen", "Heßling", "Jäger", "Kästner", "Köhler", "Krämer", "Krüger", "Kühn",
            "Lindner", "Löffler", "Lüdemann", "Möller", "Mühlbauer", "Naßauer", "Ohlsen", "Petersen", "Pfäffle", "Rößler",
            "Schäfer", "Schönfeld", "Schröder", "Stöckl", "Strauß", "Thießen", "Überall", "Vößing", "Wächter", "Weiß",
            "Zöllner",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 34,
        home: Britain,
        order: GivenFirst,
        women: &[
            "Abigail", "Beatrice", "Chloe", "Daphne", "Eleanor", "Fiona", "Georgina", "Harriet", "Imogen", "Jemima",
            "Niamh", "Olivia", "Philippa", "Rosalind", "Siobhán", "Tamsin", "Una", "Winifred",
        ],
        men: &[
            "Alistair", "Barnaby", "Callum", "Dermot", "Edmund", "Fergus", "Gareth", "Hugo", "Iain", "Jasper", "Lachlan",
            "Magnus", "Nigel", "Oscar", "Piers", "Rhys", "Seán", "Tobias",
        ],
        families: &[
            "Abernathy", "Blackwood", "Carmichael", "Dunmore", "Ellsworth", "Fairbairn", "Gallagher", "Hargreaves",
            "Ivory-Smythe", "Kettering", "Lockwood", "Marchbanks", "Nightingale", "O'Donoghue", "Pemberton", "Quill",
            "Radcliffe", "St. Clair", "Thistlewood", "Underhill", "Whitcombe", "Yardley",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 14,
        home: Usa,
        order: GivenFirst,
        women: &["Alma", "Brianna", "Camila", "Destiny", "Josefina", "Keisha", "Luz", "Shanice", "Xiomara"],
        men: &["Andre", "Brody", "Darnell", "Emilio", "Isaiah", "José", "Marquis", "Trent", "Wyatt"],
        families: &[
            "Alvarado", "Beaumont", "Castañeda", "Delacroix", "Espinoza", "Freeman", "Gutiérrez", "Holloway", "Ibáñez",
            "Lockhart", "Peña", "Whitfield",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 16,
        home: France,
        order: GivenFirst,
        women: &["Adèle", "Béatrice", "Cécile", "Éloïse", "Françoise", "Hélène", "Maëlle", "Noémie", "Zélie"],
        men: &["André", "Benoît", "Cédric", "Étienne", "François", "Gaël", "Jérôme", "Loïc", "Théo"],
        families: &[
            "Aubépine", "Beauchêne", "Châtelain", "D'Aubigné", "Desprès", "Fontaine", "Lefèvre", "L'Héritier", "Noël",
            "Pâquerette", "Rivière", "Saint-Ange",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 16,
        home: Poland,
        order: GivenFirst,
        women: &["Agnieszka", "Bożena", "Elżbieta", "Grażyna", "Małgorzata", "Róża", "Wiesława", "Żaneta"],
        men: &["Bogusław", "Grzegorz", "Kazimierz", "Łukasz", "Mirosław", "Paweł", "Stanisław", "Zdzisław"],
        families: &[
            "Błaszczyk", "Dąbrowska", "Jabłońska", "Kwaśniak", "Piątkowska", "Szczepańska", "Śliwińska", "Wróbel",
            "Zając", "Żółkiewska",
        ],
        families_of_men: &[
            "Błaszczyk", "Dąbrowski", "Jabłoński", "Kwaśniak", "Piątkowski", "Szczepański", "Śliwiński", "Wróbel",
            "Zając", "Żółkiewski",
        ],
    },
    Names {
        count: 16,
        home: Turkey,
        order: GivenFirst,
        women: &["Ayşe", "Büşra", "Çiğdem", "Gülşen", "İpek", "Nurgül", "Özlem", "Tuğba", "Ümran"],
        men: &["Çağatay", "Doğukan", "Emre", "Gökhan", "İbrahim", "Oğuz", "Serdar", "Şükrü", "Yiğit"],
        families: &[
            "Akgün", "Bıyıklı", "Çetinkaya", "Demirtaş", "Güneş", "Işık", "Kılıçoğlu", "Öztürk", "Şahinbaş", "Yıldırım",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 14,
        home: Italy,
        order: GivenFirst,
        women: &["Chiara", "Fiammetta", "Ginevra", "Ilaria", "Ludovica", "Niccolina", "Serafina", "Viola"],
        men: &["Alessio", "Corrado", "Edoardo", "Gianmarco", "Niccolò", "Pierpaolo", "Ruggero", "Vincenzo"],
        families: &[
            "Bellincioni", "Castelvetro", "De Amicis", "Dell'Acqua", "Forlì", "Malaspina", "Pellegrini", "Santorò",
            "Trevisan", "Zambelli",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 12,
        home: Sweden,
        order: GivenFirst,
        women: &["Åsa", "Freja", "Ingeborg", "Kjersti", "Märta", "Sólveig"],
        men: &["Åke", "Bjørn", "Göran", "Håkon", "Søren", "Þór"],
        families: &[
            "Ångström", "Bjørnstad", "Östlund", "Ekström", "Guðmundsdóttir", "Kjærsgaard", "Sjöberg", "Sørensen",
        ],
        families_of_men: &["Ångström", "Bjørnstad", "Östlund", "Ekström", "Guðmundsson", "Kjærsgaard", "Sjöberg", "Sørensen"],
    },
    Names {
        count: 12,
        home: Greece,
        order: GivenFirst,
        women: &["Αθηνά|Athina", "Δήμητρα|Dimitra", "Ευγενία|Evgenia", "Καλλιόπη|Kalliopi", "Χρυσάνθη|Chrysanthi"],
        men: &["Αλέξανδρος|Alexandros", "Γιώργος|Giorgos", "Θεόδωρος|Theodoros", "Νικόλαος|Nikolaos", "Σταύρος|Stavros"],
        families: &[
            "Αναγνώστου|Anagnostou", "Βασιλείου|Vasileiou", "Γεωργίου|Georgiou", "Καραγιάννη|Karagianni",
            "Παπαδοπούλου|Papadopoulou", "Χατζή|Chatzi",
        ],
        families_of_men: &[
            "Αναγνώστου|Anagnostou", "Βασιλείου|Vasileiou", "Γεωργίου|Georgiou", "Καραγιάννης|Karagiannis",
            "Παπαδόπουλος|Papadopoulos", "Χατζής|Chatzis",
        ],
    },
    Names {
        count: 12,
        home: Ukraine,
        order: GivenFirst,
        women: &["Ганна|Hanna", "Людмила|Liudmyla", "Оксана|Oksana", "Соломія|Solomiia", "Юлія|Yuliia", "Ярина|Yaryna"],
        men: &["Богдан|Bohdan", "Євген|Yevhen", "Микола|Mykola", "Остап|Ostap", "Сергій|Serhii", "Тарас|Taras"],
        families: &[
            "Бондаренко|Bondarenko", "Гончарук|Honcharuk", "Ковальська|Kovalska", "Лисенко|Lysenko",
            "Мельничук|Melnychuk", "Савченко|Savchenko", "Щербина|Shcherbyna",
        ],
        families_of_men: &[
            "Бондаренко|Bondarenko", "Гончарук|Honcharuk", "Ковальський|Kovalskyi", "Лисенко|Lysenko",
            "Мельничук|Melnychuk", "Савченко|Savchenko", "Щербина|Shcherbyna",
        ],
    },
    Names {
        count: 16,
        home: Emirates,
        order: GivenFirst,
        women: &["أمينة|Amina", "جميلة|Jamila", "رانيا|Rania", "سلمى|Salma", "ليلى|Layla", "مريم|Maryam", "نادية|Nadia"],
        men: &["أحمد|Ahmad", "خالد|Khalid", "سامي|Sami", "طارق|Tariq", "عمر|Omar", "فارس|Faris", "يوسف|Yusuf"],
        families: &[
            "البستاني|Albustani", "الحداد|Alhaddad", "الخطيب|Alkhatib", "الشريف|Alsharif", "النجار|Alnajjar",
            "بن ناصر|Bin Nasser", "درويش|Darwish", "قباني|Qabbani",
        ],
        families_of_men: SAME,
    },
    Names {
        count: 11,
        home: Israel,
        order: GivenFirst,
        women: &["אביגיל|Avigail", "דפנה|Dafna", "הדס|Hadas", "נועה|Noa", "שירה|Shira"],
        men: &["איתי|Itai", "גדעון|Gideon", "יונתן|Yonatan", "עומר|Omer", "רועי|Roi"],
        families: &["אלמוג|Almog", "בן־דוד|Ben David", "גולדשטיין|Goldstein", "כהן|Cohen", "פרידמן|Friedman", "שחר|Shahar"],
        families_of_men: SAME,
    },
    Names {
        count: 14,
        home: China,
        order: Joined,
        women: &["芳|Fang", "晓燕|Xiaoyan", "美玲|Meiling", "雅琴|Yaqin", "雪梅|Xuemei"],
        men: &["建国|Jianguo", "伟|Wei", "志强|Zhiqiang", "浩然|Haoran", "子轩|Zixuan"],
        families: &["陈|Chen", "林|Lin", "欧阳|Ouyang", "王|Wang", "吴|Wu", "张|Zhang", "赵|Zhao"],
        families_of_men: SAME,
    },
    Names {
        count: 14,
        home: Japan,
        order: FamilyFirst,
        women: &["葵|Aoi", "恵子|Keiko", "さくら|Sakura", "千尋|Chihiro", "美咲|Misaki", "ゆかり|Yukari"],
        men: &["一郎|Ichiro", "健太|Kenta", "翔|Sho", "太郎|Taro", "直樹|Naoki", "悠斗|Yuto"],
        families: &["井上|Inoue", "木村|Kimura", "佐々木|Sasaki", "髙橋|Takahashi", "中村|Nakamura", "山田|Yamada", "渡邊|Watanabe"],
        families_of_men: SAME,
    },
    Names {
        count: 10,
        home: Korea,
        order: Joined,
        women: &["민지|Minji", "서연|Seoyeon", "수빈|Subin", "지우|Jiwoo"],
        men: &["도윤|Doyun", "민준|Minjun", "준호|Junho", "현우|Hyunwoo"],
        families: &["김|Kim", "남궁|Namgung", "박|Park", "이|Lee", "정|Jung", "최|Choi"],
        families_of_men: SAME,
    },
    Names {
        count: 10,
        home: Vietnam,
        order: FamilyFirst,
        women: &["Bích Ngọc", "Hồng Nhung", "Thị Hạnh", "Thu Hương"],
        men: &["Đức Minh", "Quốc Bảo", "Văn Dũng", "Xuân Trường"],
        families: &["Đặng", "Lê", "Nguyễn", "Phạm", "Trần", "Vũ"],
        families_of_men: SAME,
    },
];
