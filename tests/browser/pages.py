"""One address for each sort of page, for tests that look at them all."""

PAGES = {
    "home": "/",
    "search": "/search/",
    "search with filters": "/search/?q=violence&kind=literature&kind=tool&theme=policing",
    "search with a typing error": "/search/?q=crime+observatry&kind=tool&theme.not=policing",
    "search without results": "/search/?q=violence&kind=tool&year_to=1900",
    "search with nonsense": "/search/?kind=nonsense&colour=red&q=%00(((%26",
    "suggestions": "/search/suggestions/?q=viol",
    "entry of literature": "/entries/TWG-0004/",
    "entry with a file": "/entries/{with_file}/",
    "text of a file": "/entries/{with_file}/files/1/text/",
    "guided choice": "/situation/",
    "guided choice, last question": "/situation/?step=4&context=post-war&violence=gang-violence",
    "vocabularies": "/vocabularies/",
    "vocabulary": "/vocabularies/violence/",
    "concept": "/vocabularies/violence/gang-violence/",
    "places": "/places/",
    "country": "/places/co/",
    "city": "/places/co-medellin/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "not found": "/nowhere/",
}


def address(site, name: str, language: str = "en") -> str:
    """The full address of a page in an interface language."""
    prefix = "" if language == "en" else f"/{language}"
    return site.url(prefix + PAGES[name].format(with_file=site.with_file))
