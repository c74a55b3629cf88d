"""Words for the samples, in each interface language: an ordinary and a very long one."""

from wording import languages

TITLES = {
    "en": "Walking the market together",
    "es": "Caminar juntos por el mercado",
    "fr": "Parcourir ensemble le marché",
    "ar": "السير معا في السوق",
}
LONG_TITLES = {
    "en": "Walking the market together after dark: how traders, neighbours and the municipal "
    "police of a river town agreed on lights, hours and a telephone number that somebody answers",
    "es": "Caminar juntos por el mercado de noche: cómo comerciantes, vecinas y policía municipal "
    "acordaron luces, horarios y un número de teléfono que alguien contesta",
    "fr": "Parcourir ensemble le marché à la nuit tombée : comment commerçantes, riverains et "
    "police municipale ont convenu de lampes, d’horaires et d’un numéro auquel quelqu’un répond",
    "ar": "السير معا في السوق بعد حلول الظلام: كيف اتفق التجار والجيران وشرطة البلدية على الإنارة "
    "والمواعيد ورقم هاتف يرد عليه أحد",
}
TAKEAWAYS = {
    "en": "Those who fear a street know best what would make it safe.",
    "es": "Quienes temen una calle saben mejor que nadie qué la haría segura.",
    "fr": "Qui craint une rue sait le mieux ce qui la rendrait sûre.",
    "ar": "من يخشون شارعا هم الأدرى بما يجعله آمنا.",
}
TERMS = {
    "en": ["public space", "gang violence", "women and gender", "city"],
    "es": ["espacio público", "violencia de pandillas", "mujeres y género", "ciudad"],
    "fr": ["espace public", "violence des bandes", "femmes et genre", "ville"],
    "ar": ["الفضاء العام", "عنف العصابات", "المرأة والنوع الاجتماعي", "المدينة"],
}
PLACES = {
    "en": ["Gao", "Tripoli", "Corregidora"],
    "es": ["Gao", "Trípoli", "Corregidora"],
    "fr": ["Gao", "Tripoli", "Corregidora"],
    "ar": ["غاو", "طرابلس", "كوريخيدورا"],
}
UNBROKEN = "https://example.org/" + "a-very-long-address-without-a-place-to-break" * 3


def language() -> str:
    """Return the reader's language where there are words in it, else the default."""
    own = languages.active()
    return own if own in TITLES else languages.default()


def title() -> str:
    return TITLES[language()]


def long_title() -> str:
    return LONG_TITLES[language()]


def takeaway() -> str:
    return TAKEAWAYS[language()]


def term(number: int) -> str:
    return TERMS[language()][number]


def places() -> tuple[str, ...]:
    return tuple(PLACES[language()])
