//! What is known of a language: words that tell nothing, words that mean the same, and endings.
//!
//! Light stemming of our own: Snowball (`rust-stemmers`) for the three languages is 7 kB of compressed wasm, this 1 kB,
//! and all that is asked of a stem is that the same ending comes off the owner's word and the guide's.

use super::text;

/// The rules of one language. Words stand in them as [`text::words`] leaves them: lower case, without accents.
#[derive(Debug, PartialEq)]
pub struct Language {
    /// An apostrophe parts two words (French `l’appli`) or stands for letters that are left out (English `can’t`).
    pub apostrophe_parts: bool,
    /// Words that tell nothing about what is wrong.
    stop: &'static str,
    /// What else a word may do to those about it: see [`Role`]; a line per role, in its order.
    roles: [&'static str; 7],
    /// Words that stand for the first of their line: other forms that no rule makes, negations, numbers.
    same: &'static [&'static str],
    /// Endings and what takes their place, tried in order in each of the rounds; the first that leaves enough is used.
    rounds: &'static [&'static [Ending]],
}

/// What a word does to those about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// “not”, “never”: what follows is not so.
    Denies,
    /// “works”, “fine”: what stands before it is in order.
    Praises,
    /// “but”, “because”: another part of the sentence begins.
    Begins,
    /// “since”, “now”: another part of the sentence begins, and what stands here came before or after something.
    Since,
    /// “in”, “with”: what follows is where or how, and not what is denied.
    Places,
    /// “already”, “still”: something was tried.
    Tried,
    /// “must”, “how”: what follows was not done.
    Wishes,
}

/// An ending, what takes its place, and the least number of letters before it.
type Ending = (&'static str, &'static str, usize);

impl Language {
    /// The rules for a locale; for a language that is not known, words are taken as they are.
    pub fn of(locale: &str) -> &'static Self {
        match locale.get(..2) {
            Some("en") => &ENGLISH,
            Some("es") => &SPANISH,
            Some("fr") => &FRENCH,
            _ => &OTHER,
        }
    }

    pub fn stop_words(&self) -> impl Iterator<Item = &'static str> {
        self.stop.split_ascii_whitespace()
    }

    /// What a word does to those about it.
    pub fn role(&self, word: &str) -> Option<Role> {
        let has = |line: &&str| line.split_ascii_whitespace().any(|other| other == word);
        let place = self.roles.iter().position(&has);
        let negator = self.same.first().is_some_and(has);
        match (negator, place) {
            (true, _) | (_, Some(0)) => Some(Role::Denies),
            (_, Some(1)) => Some(Role::Praises),
            (_, Some(2)) => Some(Role::Begins),
            (_, Some(3)) => Some(Role::Since),
            (_, Some(4)) => Some(Role::Places),
            (_, Some(5)) => Some(Role::Tried),
            (_, Some(_)) => Some(Role::Wishes),
            _ => None,
        }
    }

    /// What all forms of a word have in common.
    pub fn stem(&self, word: &str) -> String {
        let same = |line: &&&str| line.split(' ').any(|other| other == word);
        if let Some(first) = self.same.iter().find(same).and_then(|line| line.split(' ').next()) {
            return first.to_owned();
        }
        let mut stem = word.to_owned();
        if stem.bytes().any(|byte| byte.is_ascii_digit()) {
            return stem;
        }
        for round in self.rounds {
            let fits = |(ending, _, least): &&Ending| {
                stem.strip_suffix(ending)
                    .is_some_and(|left| text::n_letters(left) >= *least)
            };
            if let Some((ending, instead, _)) = round.iter().find(fits) {
                stem.truncate(stem.len() - ending.len());
                stem.push_str(instead);
            }
        }
        undouble(&mut stem);
        stem
    }
}

/// `stopp` is a form of `stop`.
fn undouble(stem: &mut String) {
    let mut last = stem.chars().rev();
    if let (Some(a), Some(b), Some(_), Some(_)) = (last.next(), last.next(), last.next(), last.next())
        && a == b
    {
        stem.pop();
    }
}

static OTHER: Language = Language {
    apostrophe_parts: false,
    stop: "",
    roles: [""; 7],
    same: &[],
    rounds: &[],
};

static ENGLISH: Language = Language {
    apostrophe_parts: false,
    roles: [
        "never hardly barely",
        "works fine ok okay good normal normally great perfectly",
        "because while but yet although though if until unless so and or however only except",
        "since after when then now",
        "in on with at from behind through under over for via by",
        "already tried tried still even help helped twice avail useless didnt again same also",
        "to must should would could how asks wants says told need needs please needed want if will ill going before          havent without instead",
    ],
    stop: "a about actually after again all almost already also although always am an and another any anymore anyone \
           anything anyway are around as at be because been before being both but by came can come comes could did do \
           does doing done during each either else even ever every everything exactly few finally for from get gets \
           getting go goes going gonna got guess guys had has have having he hello help her here hey hi him his how \
           however i id if ill im in instead into is it its itself ive kind know latest least let lets like \
           literally little lot made make makes making many maybe me might mine more most much must my myself of \
           oh ok okay on once one only or other our over own perhaps please pretty probably quite rather really \
           right same seems several she should since so some somehow someone something sometimes soon sort still stuff \
           such sure than thank thanks that thats the their them then there theres these they theyre thing things \
           think this those though through thru to together too totally tried try trying under \
           until up us usually very via want wanted wants was way we well went were weve what whatever when whenever \
           where whether which while who whole whose why will with within would yet you your youre yours",
    same: &[
        "not no cant cannot cant wont dont doesnt didnt isnt arent wasnt wouldnt couldnt shouldnt havent hasnt hadnt \
         aint unable neither nor nothing nobody none without",
        "1 first",
        "2 two twice second couple both",
        "3 three third",
        "4 four",
        "5 five",
        "6 six",
        "7 seven",
        "10 ten",
        "20 twenty",
        "12v 12volt",
        "break broke broken breaking",
        "buy bought buying purchase purchased",
        "pay paid pays paying",
        "drive drove driven driving drives",
        "freeze froze frozen freezes freezing",
        "die died dead dies dying",
        "send sent sending",
        "stand stood standing sit sat sitting",
        "lose lost loses losing",
        "begin began begun",
        "keep kept keeps keeping",
        "say said says saying",
        "tell told tells telling",
        "sell sold selling seller",
        "shut shuts closes close closed closing",
        "stop stopped stops stopping quit quits",
    ],
    rounds: &[
        &[
            ("sses", "ss", 2),
            ("xes", "x", 2),
            ("ches", "ch", 2),
            ("shes", "sh", 2),
            ("ies", "y", 2),
            ("ss", "ss", 1),
            ("us", "us", 1),
            ("is", "is", 1),
            ("s", "", 3),
        ],
        &[
            ("ship", "", 5),
            ("ization", "iz", 4),
            ("isation", "iz", 4),
            ("ation", "", 4),
            ("tion", "t", 3),
            ("sion", "s", 3),
            ("ment", "", 3),
            ("ness", "", 4),
            ("ing", "", 3),
            ("eed", "eed", 1),
            ("ed", "", 3),
            ("ly", "", 4),
            ("al", "", 5),
        ],
        &[
            ("ise", "iz", 4),
            ("is", "iz", 6),
            ("ate", "", 4),
            ("at", "", 4),
            ("e", "", 3),
            ("y", "i", 2),
        ],
    ],
};

static SPANISH: Language = Language {
    apostrophe_parts: false,
    roles: [
        "nunca jamas apenas",
        "funciona funcionan bien normal perfecto perfectamente anda",
        "porque mientras pero aunque si hasta y o sino solo salvo",
        "desde cuando entonces ahora tras despues",
        "en con por sobre bajo dentro para",
        "ya intente probe todavia tampoco sigue igual incluso tambien nada mismo aun ayudo sirvio",
        "debo debe hay pide dice quiere quiero puedo como necesito tengo antes sin voy",
    ],
    stop: "a acaba acabo ademas ahi ahora al algo alguien algun alguna algunas algunos alli ante antes aqui asi aun \
           aunque bien bueno cada casi como con contra cosa cosas cual cuales cuando cuanto da dan dar de debe debo \
           del desde despues dia dias donde durante e el ella ellos en entonces entre era eran es esa ese eso esos \
           esta estaba estan estar estas este esto estos estoy fue fueron gracias ha hace hacer hacia hago han hasta \
           hay haya he hola hoy igual incluso intento ir ya la las le les lo los luego mas me mi mientras mio mis \
           mismo misma mucho mucha muy nos nuestra nuestro o os otra otras otro otros para parece pero poco por \
           porque pude puede pueden puedo pues que quien quiere quiero quizas quiza saber se sea segun ser si siempre \
           sin embargo sobre solamente solo son soy su sus tal tambien tan tanto te tenemos tener tengo tenia ti tiene \
           tienen toda todas todavia todo todos tras tu tuve tus u un una unas uno unos usted va vamos van \
           veces ver vez voy y yo",
    same: &[
        "no ni sin tampoco nada nadie ningun ninguna ninguno",
        "1 uno primero primera primer",
        "2 dos segundo segunda",
        "3 tres tercero tercera tercer",
        "6 seis",
        "7 siete",
        "20 veinte",
        "compr compre comprado compramos compraron compra comprar",
    ],
    rounds: &[
        &[("ces", "z", 3), ("iones", "ion", 2), ("es", "e", 3), ("s", "", 3)],
        &[
            ("aciones", "", 3),
            ("acion", "", 3),
            ("cion", "", 4),
            ("sion", "s", 3),
            ("amiento", "", 3),
            ("imiento", "", 3),
            ("iendo", "", 3),
            ("ando", "", 3),
            ("ieron", "", 3),
            ("aron", "", 3),
            ("adamente", "", 3),
            ("mente", "", 4),
            ("ador", "", 4),
            ("ada", "", 3),
            ("ado", "", 3),
            ("ida", "", 3),
            ("ido", "", 3),
            ("aba", "", 3),
            ("amos", "", 3),
            ("emos", "", 3),
            ("ar", "", 3),
            ("er", "", 3),
            ("ir", "", 3),
            ("an", "", 3),
            ("en", "", 3),
            ("io", "", 3),
            ("ia", "", 3),
            ("a", "", 3),
            ("o", "", 3),
            ("e", "", 3),
        ],
        &[("qu", "c", 3), ("gu", "g", 2), ("z", "c", 3)],
    ],
};

static FRENCH: Language = Language {
    apostrophe_parts: true,
    roles: [
        "jamais guere",
        "marche marchent fonctionne fonctionnent bien normal normale normalement parfaitement",
        "parce pendant mais pourtant si et ou sauf sinon",
        "depuis quand lorsque alors puis maintenant apres",
        "dans en avec sur chez sous par pour",
        "deja essaye toujours encore meme aussi malgre rien pareil aide change",
        "dois doit faut demande dit veut veux peux comment pourquoi besoin avant sans vais",
    ],
    stop: "a ai alors apres as au aucun aussi autre autres aux avais avait avant avec avez avoir avons bien bon bonjour \
           c ca car ce cela celle celui ces cet cette ceux chaque chez ci comme comment d dans de deja depuis des \
           desormais dessus deux dit dois doit donc dont du elle elles en encore enfin ensuite entre est et etait ete \
           etes etre eu eux exactement fait faire fais fait faut fois hier hui aujourd il ils j je juste l la le les \
           leur leurs lors lui m ma mais malgre me meme mes mien mieux moi moins mon n ni nos notre nous on ont ou oui \
           par parce parfois pendant peu peut peux plupart pour pourquoi pourtant presque puis puisque qu quand que \
           quel quelle quelque quelques qui quoi s sa sais sauf se sera ses seulement si sinon soit son sont souvent \
           sous suis sur t ta tellement tes toi ton toujours tous tout toute toutes tres trop tu un une va vais \
           vers veut veux voici voila vos votre vous vraiment vu y merci salut depuis lorsque",
    same: &[
        "pas ne non plus rien sans aucun aucune impossible personne",
        "1 premier premiere",
        "2 deux deuxieme second seconde",
        "3 trois troisieme",
        "6 six",
        "7 sept",
        "20 vingt",
        "pay paye payer payee payes paiement paiements paie",
        "voit voir vois voyez vu",
    ],
    rounds: &[
        &[("eaux", "eau", 2), ("aux", "al", 3), ("s", "", 3), ("x", "", 4)],
        &[
            ("issement", "", 3),
            ("ellement", "el", 3),
            ("ement", "", 3),
            ("ation", "", 3),
            ("tion", "t", 3),
            ("sion", "s", 3),
            ("aient", "", 3),
            ("ment", "", 4),
            ("euse", "eu", 3),
            ("ait", "", 3),
            ("ais", "", 3),
            ("ant", "", 3),
            ("ent", "", 3),
            ("age", "", 4),
            ("ees", "", 3),
            ("ee", "", 3),
            ("er", "", 3),
            ("ez", "", 3),
            ("ir", "", 3),
            ("ie", "", 3),
            ("it", "", 4),
            ("e", "", 3),
            ("i", "", 4),
        ],
        &[("qu", "c", 3), ("e", "", 3)],
    ],
};
