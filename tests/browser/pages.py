"""One address for each sort of page, for tests that look at them all."""

PAGES = {
    "home": "/",
    "search": "/search/",
    "search with filters": "/search/?q=violence&kind=literature&kind=tool&theme=policing",
    "search with a typing error": "/search/?q=crime+observatry&kind=tool&theme.not=policing",
    "search without results": "/search/?q=violence&kind=tool&year_to=1900",
    "search with nonsense": "/search/?kind=nonsense&colour=red&q=%00(((%26",
    "autocomplete": "/search/suggestions/?q=viol",
    "entry of literature": "/entries/TWG-0004/",
    "entry with a file": "/entries/{with_file}/",
    "entry with findings": "/entries/{with_findings}/",
    "superseded entry": "/entries/{superseded}/",
    "withdrawn entry": "/entries/{withdrawn}/",
    "entry under embargo": "/entries/{postponed}/",
    "text of a file": "/entries/{with_file}/files/1/text/",
    "guided choice": "/situation/",
    "guided choice, last question": "/situation/?step=4&context=post-war&violence=gang-violence",
    "vocabularies": "/vocabularies/",
    "vocabulary": "/vocabularies/violence/",
    "concept": "/vocabularies/violence/gang-violence/",
    "places": "/places/",
    "country": "/places/co/",
    "city": "/places/co-medellin/",
    "submit an entry": "/suggest/",
    "a submission": "/suggestions/{submission}/",
    "what was declined": "/declined/",
    "versions": "/entries/{with_file}/versions/",
    "an old version": "/entries/{with_file}/versions/1/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "not found": "/nowhere/",
}


# The status of those that say that something is not to be had.
STATUSES = {"withdrawn entry": 410, "entry under embargo": 403, "not found": 404}

ADMIN = {
    "first screen": "/admin/",
    "list": "/admin/documents/entry/",
    "choice of a kind": "/admin/documents/entry/add/",
    "empty form": "/admin/documents/entry/add/?kind=tool",
    "form": "/admin/documents/entry/1/change/",
    "history": "/admin/documents/entry/1/history/",
    "queue": "/admin/documents/entry/queue/",
    "desk": "/admin/documents/entry/{in_review}/desk/",
    "review": "/admin/documents/entry/{in_review}/review/",
    "questions of harm": "/admin/documents/entry/{in_review}/harm/",
    "step": "/admin/documents/entry/{in_review}/steps/decline/",
    "withdrawal of what stands for others": "/admin/documents/entry/{successor}/steps/withdraw/",
    "evidence": "/admin/documents/entry/evidence/",
    "reading for evidence": "/admin/documents/entry/4/evidence/",
    "evidence of an entry": "/admin/documents/entry/{with_finding}/evidence/findings/",
    "correction": "/admin/documents/entry/{with_finding}/evidence/findings/{finding}/",
    "change of many": "/admin/documents/bulkchange/{bulk_change}/change/",
    "imports": "/admin/exchange/importrun/",
    "upload": "/admin/exchange/importrun/upload/",
    "columns": "/admin/exchange/importrun/{import_run}/mapping/",
    "preview of an import": "/admin/exchange/importrun/{import_run}/change/",
    "import to be thrown away": "/admin/exchange/importrun/{import_run}/discard/",
    "changes of many": "/admin/documents/bulkchange/",
    "what to change": "/admin/documents/bulkchange/choose/?entries=1,2,3",
    "concepts to add": "/admin/documents/bulkchange/choose/tag/?entries=1,2,3",
    "kinds": "/admin/documents/kind/",
    "kind": "/admin/documents/kind/{kind}/change/",
    "concepts": "/admin/taxonomy/concept/",
    "choice of a vocabulary": "/admin/taxonomy/concept/add/",
    "empty concept": "/admin/taxonomy/concept/add/?scheme=theme",
    "concept's form": "/admin/taxonomy/concept/{concept}/change/",
    "merging": "/admin/taxonomy/concept/{concept}/merge/",
    "place's form": "/admin/taxonomy/place/{place}/change/",
    "vocabulary's form": "/admin/taxonomy/scheme/{scheme}/change/",
    "creators": "/admin/documents/agent/",
    "creator": "/admin/documents/agent/add/",
    "criterion": "/admin/documents/criterion/add/",
    "full form": "/admin/documents/entry/{full}/change/",
    "upkeep": "/admin/upkeep/possibleduplicate/all/",
    "jobs": "/admin/jobs/job/",
    "account": "/admin/account/",
    "audit log": "/admin/accounts/auditrecord/",
}


def address(site, name: str, language: str = "en") -> str:
    """The full address of a page in an interface language."""
    prefix = "" if language == "en" else f"/{language}"
    return site.url(prefix + (PAGES | ADMIN)[name].format(**site.work))
