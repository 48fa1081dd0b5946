//! Words of the page outside the program: what it says while the program is on its way, and if it never comes.

/// Names of the places in the template, with what they hold in a language of the interface.
pub fn words(locale: &str) -> [(&'static str, &'static str); 8] {
    let words = match locale {
        "es" => ES,
        "fr" => FR,
        _ => EN,
    };
    let mut n = 0;
    NAMES.map(|name| {
        n += 1;
        (name, words[n - 1])
    })
}

const NAMES: [&str; 8] = [
    "no_script",
    "slow",
    "failed_heading",
    "failed",
    "odd_browser",
    "crashed_heading",
    "crashed",
    "reload",
];

const EN: [&str; 8] = [
    "The guided search needs JavaScript, which is off in this browser. Everything it knows is below, to read.",
    "Buttons do nothing yet? If you see this inside another page, that page may hold the troubleshooter up: open it in a tab of its own. Else reload.",
    "The guided search could not start",
    "Part of this page did not arrive. You can read what is shown here, and what you have entered before is kept on this device. Check your connection and reload.",
    "This browser is too old for the guided search, which has to run WebAssembly. You can read what is shown here. For the search, update the browser or use another one.",
    "The troubleshooter stopped",
    "This is a fault of the page, not of anything you did. What you have entered is kept on this device. Reload to carry on where you were.",
    "Reload",
];

const ES: [&str; 8] = [
    "La búsqueda guiada necesita JavaScript, que está desactivado en este navegador. Todo lo que sabe está abajo, para leer.",
    "¿Los botones aún no hacen nada? Si ves esto dentro de otra página, puede que esa página lo impida: ábrelo en una pestaña propia. Si no, recarga la página.",
    "No se pudo iniciar la búsqueda guiada",
    "Una parte de esta página no llegó. Puedes leer lo que se muestra aquí, y lo que escribiste antes sigue guardado en este dispositivo. Comprueba tu conexión y recarga la página.",
    "Este navegador es demasiado antiguo para la búsqueda guiada, que necesita WebAssembly. Puedes leer lo que se muestra aquí. Para la búsqueda, actualiza el navegador o usa otro.",
    "La búsqueda guiada se detuvo",
    "Es un fallo de la página, no de algo que hiciste. Lo que escribiste está guardado en este dispositivo. Recarga la página para seguir donde estabas.",
    "Recargar",
];

const FR: [&str; 8] = [
    "La recherche guidée a besoin de JavaScript, désactivé dans ce navigateur. Tout ce qu’elle sait est à lire ci-dessous.",
    "Les boutons ne font encore rien ? Si vous voyez ceci à l’intérieur d’une autre page, cette page l’empêche peut-être : ouvrez-le dans un onglet à part. Sinon, rechargez la page.",
    "La recherche guidée n’a pas pu démarrer",
    "Une partie de cette page n’est pas arrivée. Vous pouvez lire ce qui est affiché ici, et ce que vous aviez saisi est conservé sur cet appareil. Vérifiez votre connexion et rechargez la page.",
    "Ce navigateur est trop ancien pour la recherche guidée, qui a besoin de WebAssembly. Vous pouvez lire ce qui est affiché ici. Pour la recherche, mettez le navigateur à jour ou utilisez-en un autre.",
    "La recherche guidée s’est arrêtée",
    "C’est un défaut de la page, vous n’y êtes pour rien. Ce que vous avez saisi est conservé sur cet appareil. Rechargez la page pour reprendre où vous en étiez.",
    "Recharger",
];
