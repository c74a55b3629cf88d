"""What the walk is told of the forms, where it cannot be seen from outside."""

# What follows from what was entered: the search's rows, the entry's own record of its changes.
FOLLOWS = {"documents_indexedentry", "documents_searchword", "documents_revision"}
STAMPS = {"changed_at", "version"}
MODELS_OWN = {
    "documents_kind": {"taxonomy_concept"},
    "taxonomy_concept": {"taxonomy_label"},
    "taxonomy_place": {"taxonomy_concept", "taxonomy_label"},
    "accounts_invitation": {"accounts_auditrecord"},
    "auth_user": {
        "accounts_auditrecord", "otp_totp_totpdevice", "otp_static_staticdevice",
        "otp_static_statictoken",
    },
}  # fmt: skip
# Field -> the table of which it stands for whole rows, which are written anew.
ROWS = {"preferred_labels": "taxonomy_label"}
JOB, AUDIT, STEP = (
    "django_tasks_database_dbtaskresult",
    "accounts_auditrecord",
    "documents_statechange",
)
ENTRY = {"documents_entry", "documents_entry_concepts", STEP}
MERGED = {*ENTRY, "taxonomy_concept", "taxonomy_label", "taxonomy_concept_broader"}
CHANGE = {"documents_bulkchange", "documents_bulkline"}
FINDING = {"documents_finding", "documents_finding_sources", "documents_findingcorrection"}
RUN = {"exchange_importrun", "exchange_importrow"}
SIGNED = {"axes_accesslog", "auth_user", "accounts_profile", AUDIT}
CODES = {"otp_totp_totpdevice", "otp_static_statictoken", "otp_static_staticdevice"}
# Form -> the tables that it writes to, of those that are no page of Django's for a model.
WRITES = {
    "admin:address": {"auth_user", "accounts_profile", AUDIT},
    "admin:documents_bulkchange_apply": {*CHANGE, *ENTRY},
    "admin:documents_bulkchange_form": CHANGE,
    "admin:documents_bulkchange_undo": {*CHANGE, *ENTRY},
    "admin:documents_entry_assign": {"documents_review", JOB},
    "admin:documents_entry_comment": {"documents_comment", JOB},
    "admin:documents_entry_compare_evidence": {
        "documents_evidenceblock", "documents_finding", "documents_evidencereading",
        "documents_entry",
    },
    "admin:documents_entry_correct_evidence": {*FINDING, "documents_entry"},
    "admin:documents_entry_decide_correction": {*FINDING, "documents_entry"},
    "admin:documents_entry_harm": {"documents_harmanswer"},
    "admin:documents_entry_read_evidence": {
        "documents_evidencereading",
        "documents_readingfinding",
    },
    "admin:documents_entry_release": {"documents_review"},
    "admin:documents_entry_release_evidence": {
        "documents_evidencereading",
        "documents_readingfinding",
    },
    "admin:documents_entry_replacement": {*ENTRY, "documents_relation"},
    "admin:documents_entry_review": {"documents_review", "documents_score", JOB},
    "admin:documents_entry_step": {*ENTRY, "documents_harmanswer", "documents_relation", JOB},
    "admin:exchange_importrun_apply": {*RUN, *ENTRY},
    "admin:exchange_importrun_decide": RUN,
    "admin:exchange_importrun_discard": RUN,
    "admin:exchange_importrun_harvest": {*RUN, JOB},
    "admin:exchange_importrun_look": RUN,
    "admin:exchange_importrun_mapping": RUN,
    "admin:exchange_importrun_undo": {*RUN, *ENTRY},
    "admin:exchange_importrun_upload": RUN,
    "admin:first_address": {"auth_user", "accounts_profile", AUDIT},
    "admin:jobs_job_cancel": {JOB},
    "admin:jobs_job_retry": {JOB},
    "admin:leave": SIGNED,
    "admin:login": {*SIGNED, "axes_accessattempt", "axes_accessfailurelog"},
    "admin:logout": SIGNED,
    "admin:password_change": SIGNED,
    "admin:recovery_codes": CODES,
    "admin:second_factor": {*CODES, *SIGNED},
    "admin:second_factor_remove": {*CODES, *SIGNED},
    "admin:second_step": {*CODES, *SIGNED, "axes_accessattempt", "axes_accessfailurelog"},
    "admin:taxonomy_concept_merge": MERGED,
    "admin:taxonomy_place_merge": MERGED,
    "admin:upkeep_dismiss": {"upkeep_possibleduplicate"},
    "admin:upkeep_letter": {"upkeep_refusal"},
    "admin_password_reset": {JOB},
    "invitation": {"auth_user", "auth_user_groups", "accounts_invitation", *SIGNED},
    "password_reset_confirm": SIGNED,
    "submit": {*ENTRY, "documents_submission", "documents_link", JOB},
    "submission": {"documents_submission", "documents_comment", *ENTRY, JOB},
    "upkeep_letter": {"upkeep_refusal"},
}  # fmt: skip
# Forms whose button does something as it stands.
PRESSED = "the button is the whole form"
ACTS = {
    "admin:documents_bulkchange_apply": PRESSED,
    "admin:documents_bulkchange_form": "a preview is made of what is chosen already",
    "admin:documents_bulkchange_undo": PRESSED,
    "admin:documents_entry_decide_correction": "confirming needs no reason",
    "admin:documents_entry_read_evidence": "who keeps it takes a seat; its rows are written anew",
    "admin:documents_entry_release": PRESSED,
    "admin:documents_entry_release_evidence": PRESSED,
    "admin:documents_entry_review": "a reviewer may say no without a word",
    "admin:documents_entry_step": "some steps need no reason",
    "admin:exchange_importrun_apply": PRESSED,
    "admin:exchange_importrun_discard": PRESSED,
    "admin:exchange_importrun_look": PRESSED,
    "admin:exchange_importrun_mapping": "the file is looked through again",
    "admin:exchange_importrun_undo": PRESSED,
    "admin:jobs_job_cancel": PRESSED,
    "admin:jobs_job_retry": PRESSED,
    "admin:leave": PRESSED,
    "admin:logout": PRESSED,
    "admin:upkeep_dismiss": PRESSED,
    "admin:upkeep_letter": PRESSED,
    "submission": PRESSED,
    "upkeep_letter": PRESSED,
}
# Pages that only take what a form of another page sends -> that page.
SENT_ONLY = {
    "admin:documents_bulkchange_apply": "admin:documents_bulkchange_change",
    "admin:documents_entry_assign": "admin:documents_entry_desk",
    "admin:documents_entry_comment": "admin:documents_entry_desk",
    "admin:documents_entry_decide_correction": "admin:documents_entry_evidence_of",
    "admin:documents_entry_release": "admin:documents_entry_desk",
    "admin:documents_entry_release_evidence": "admin:documents_entry_evidence",
    "admin:exchange_importrun_apply": "admin:exchange_importrun_change",
    "admin:exchange_importrun_decide": "admin:exchange_importrun_change",
    "admin:exchange_importrun_harvest": "admin:exchange_importrun_upload",
    "admin:exchange_importrun_look": "admin:exchange_importrun_change",
    "admin:jobs_job_cancel": "admin:jobs_job_change",
    "admin:jobs_job_retry": "admin:jobs_job_change",
    "admin:leave": "admin:account",
    "admin:logout": "admin:index",
    "admin:upkeep_dismiss": "admin:upkeep_concern",
    "admin:upkeep_letter": "admin:upkeep",
}
DATA, DOWNLOAD = "an answer for programs", "a file to keep"
# Addresses that nobody opens as a page.
NO_FORM = {
    "admin:autocomplete": DATA,
    "admin:exchange_importrun_export": DOWNLOAD,
    "admin:exchange_importrun_template": DOWNLOAD,
    "admin:jsi18n": DATA,
    "api_entries": DATA,
    "api_entry": DATA,
    "file": DOWNLOAD,
    "file_cover": DOWNLOAD,
    "healthz": DATA,
    "readyz": DATA,
    "robots": DATA,
    "scheme_style": DATA,
    "search_export": DOWNLOAD,
    "sitemap": DATA,
}
# Pages that open for somebody whom they are about, and not for those with more rights.
OWN_ALONE = {
    "admin:documents_entry_review": "only those who were asked judge an entry",
}
# Forms that may say no to what the walk enters, and why that is right.
WRONG_CODE = "nobody guesses the code of an app"
REFUSED = {
    "admin:documents_entry_read_evidence": "one field does not make a finding",
    "admin:taxonomy_place_merge": "a place chosen by chance may stand below this one",
    "admin:documents_bulkchange_form": "what is chosen by chance may change nothing",
    "admin:second_factor": WRONG_CODE, "admin:second_factor_remove": WRONG_CODE,
    "admin:recovery_codes": WRONG_CODE, "admin:second_step": WRONG_CODE,
}  # fmt: skip
