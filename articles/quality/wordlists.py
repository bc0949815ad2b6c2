"""The first words of each list a rule reads (see vocabulary.py for how terms are written)."""

SENSITIVE = (
    "opioid", "opioids", "opiate", "opiates", "heroin", "fentanyl", "overdos*", "suicid*",
    "self-harm*", "addiction", "substance use disorder", "alcohol use disorder", "anorexia",
    "bulimia",
)  # fmt: skip

SENSITIVE_SPANISH = (
    "opioid*", "opiace*", "heroína", "fentanil*", "sobredosis", "suicid*", "quitarse la vida",
    "autolesi*", "autoagresi*", "adicción", "adicciones", "adicto*", "adicta*",
    "drogadic*", "drogodependen*", "toxicoman*", "trastorno por consumo", "trastornos por consumo",
    "trastorno por uso", "alcoholismo", "anorexia", "anoréxic*", "bulimia", "bulímic*",
    "violencia de género", "violencia machista", "violencia doméstica", "maltrato infantil",
    "abuso sexual", "abusos sexuales", "agresión sexual", "agresiones sexuales",
)  # fmt: skip

GENERIC_AUTHORS = frozenset(
    "admin administrator staff editor editors editorial team webmaster guest user writer"
    " the".split()
)

NEGATIONS = (
    "no", "not", "never", "none", "nor", "neither", "without", "cannot", "can't", "don't",
    "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't", "shouldn't",
    "couldn't", "mustn't", "hasn't", "haven't", "avoid", "except", "unless",
)  # fmt: skip

EFFECTS = (
    "reduce", "reduces", "reduced", "reducing", "prevent", "prevents", "prevented", "preventing",
    "treat", "treats", "treated", "treating", "improve", "improves", "improved", "improving",
    "effective", "relieve", "relieves", "relieved", "relieving", "block", "blocks", "blocked",
    "blocking", "help", "helps", "helped", "helping", "lower", "lowers", "lowered", "lowering",
    "crucial role", "key benefit", "key benefits",
)  # fmt: skip

_MEDICINES_OF_YOURS = tuple(
    f"{verb} {whose} {what} on your own"
    for verb in ("stop", "stop taking", "quit", "quit taking")
    for whose in ("your", "the")
    for what in ("medicine", "medicines", "medication", "medications", "treatment", "tablets",
                 "pills", "prescription", "insulin")
)  # fmt: skip
UNSAFE_ADVICE = (
    "doctor-shopp*",
    *_MEDICINES_OF_YOURS,
    *(
        f"{never} tell your {whom}"
        for never in ("do not", "don't", "never")
        for whom in ("doctor", "doctors", "provider", "pharmacist", "nurse")
    ),
    "instead of chemotherapy",
    "instead of chemo",
    "instead of insulin",
    *(f"{detox} at home" for detox in ("detox", "detoxing", "detoxify", "home detox")),
    *(f"{go} cold-turkey" for go in ("go", "going", "quit", "stop")),
)

WARNING_CUES = (
    "do not", "don't", "never", "avoid*", "dangerous", "illegal", "risk*", "unsafe", "harmful",
    "can lead to", "talk to", "without", "should not", "shouldn't", "must not", "mustn't",
)  # fmt: skip

RISKS = (
    "side-effect*", "adverse*", "contraindicat*", "overdos*", "allergic reaction*", "interact*",
    "liver *", "do not take", "don't take", "warning*",
)  # fmt: skip

TREATMENTS = (
    "counseling", "counselling", "psychotherapy", "cognitive behavioral therapy",
    "cognitive behavioural therapy", "behavioral therapy", "behavioural therapy",
    "talking therapy", "physical therapy", "physiotherapy", "surgery", "chemotherapy",
    "radiotherapy", "radiation therapy", "dialysis", "support group", "support groups",
)  # fmt: skip

ANTIDOTES = frozenset({"naloxone", "nalmefene", "flumazenil", "acetylcysteine"})

UNCERTAINTY = (
    "may", "might", "could", "not known", "unclear", "more research", "can vary", "vary", "varies",
    "not straightforward",
)  # fmt: skip

ABSOLUTE = (
    "guaranteed to", "miracle cure", "miracle cures", "100% safe", "100% effective",
    "100 % safe", "100 % effective",
    "100 percent safe", "100 percent effective", "completely safe", "has no side-effects",
    "have no side-effects", "always works", "never fails",
    "secret remedy", "secret remedies",
    *(
        f"{cures} {what}"
        for cures in ("cures", "will cure")
        for what in ("all", "any", "cancer", "diabetes", "hiv", "addiction")
    ),
)  # fmt: skip

PROFESSIONALS = (
    "doctor", "doctors", "doctor's", "gp", "physician", "pharmacist", "pharmacists", "provider",
    "providers", "provider's", "nurse", "nurses", "midwife", "dentist", "healthcare professional",
    "health care professional", "professional", "911", "999", "112",
)  # fmt: skip

SUICIDE = (
    "suicid*", "self-harm*", "kill yourself", "kill themselves", "kill himself", "kill herself",
    "killed himself", "killed herself", "end your life", "end their life", "take your own life",
    "took his own life", "took her own life", "took their own life",
)  # fmt: skip

METHODS = (
    "hanged", "by hanging", "hanging himself", "hanging herself", "hang yourself", "noose",
    "ligature", "jumped from", "jumped off", "jumping from", "jumping off", "jump from",
    "jump off", "slit", "slitting", "cut his wrists", "cut her wrists", "cut your wrists",
    "cutting your wrists", "carbon monoxide", "exhaust fumes", "helium", "suffocat*", "gunshot",
    "shot himself", "shot herself", "shoot yourself", "lethal dose", "fatal dose", "lethal amount",
    "drowned himself", "drowned herself", "poisoned himself", "poisoned herself",
)  # fmt: skip

UNSAFE_MESSAGING = (
    "commit suicide", "commits suicide", "committed suicide", "committing suicide",
    "successful suicide", "successful attempt", "successful suicide attempt", "failed attempt",
    "failed suicide", "failed suicide attempt", "unsuccessful suicide attempt", "suicide epidemic",
    "epidemic of suicide", "epidemic of suicides",
)  # fmt: skip

STIGMA = (
    "addict", "addicts", "abuser", "abusers", "junkie", "junkies", "drug habit", "drug habits",
    "clean and sober", "suffering from", "suffers from", "afflicted by", "afflicted with",
    "wheelchair-bound", "the mentally ill", "diabetics", "epileptics", "schizophrenics",
    "alcoholics",
)  # fmt: skip
NOT_STIGMA = ("alcoholics anonymous",)

# What readers know by its letters, Roman numerals, and letters that are names of things.
KNOWN_ABBREVIATIONS = frozenset(
    "US USA UK EU UN NHS FDA CDC NIH WHO AIDS HIV DNA RNA MRI CT PET ID TV PDF FAQ OK AM PM"
    " GP ER IV II III VI VII VIII IX XI XII BMI LGBTQ COVID SARS ECG EKG UV DVD CD SPF ATM SMS"
    " ADHD PTSD CPR ICU IQ MD RN PHD HPV ABC AA NA ZIP TTY".split()
)

TRUSTED_HOSTS = frozenset(
    "medlineplus.gov nih.gov cdc.gov fda.gov samhsa.gov hhs.gov who.int nhs.uk nice.org.uk"
    " cancer.gov womenshealth.gov healthfinder.gov findtreatment.gov 988lifeline.org"
    " cochrane.org mayoclinic.org clevelandclinic.org heart.org diabetes.org cancer.org"
    " canada.ca healthdirect.gov.au ema.europa.eu".split()
)

# Written for HealthHub: what people say every day in place of what is written in notes and reports.
PLAIN_WORDS = {
    "medication": "medicine",
    "medications": "medicines",
    "administer": "give",
    "administered": "given",
    "adverse effect": "side effect",
    "adverse effects": "side effects",
    "adverse reaction": "side effect",
    "contraindicated": "not suitable",
    "commence": "start",
    "discontinue": "stop",
    "discontinued": "stopped",
    "terminate": "end",
    "cessation": "stopping",
    "utilise": "use",
    "utilize": "use",
    "utilised": "used",
    "utilized": "used",
    "physician": "doctor",
    "physicians": "doctors",
    "clinician": "doctor or nurse",
    "clinicians": "doctors and nurses",
    "hypertension": "high blood pressure",
    "hypotension": "low blood pressure",
    "myocardial infarction": "heart attack",
    "cerebrovascular accident": "stroke",
    "cardiac": "heart",
    "renal": "kidney",
    "hepatic": "liver",
    "pulmonary": "lung",
    "gastric": "stomach",
    "abdominal pain": "tummy pain",
    "fracture": "broken bone",
    "fractures": "broken bones",
    "contusion": "bruise",
    "haemorrhage": "bleeding",
    "hemorrhage": "bleeding",
    "pyrexia": "high temperature",
    "dyspnoea": "shortness of breath",
    "dyspnea": "shortness of breath",
    "oedema": "swelling",
    "edema": "swelling",
    "pruritus": "itching",
    "erythema": "redness",
    "alopecia": "hair loss",
    "syncope": "fainting",
    "analgesic": "painkiller",
    "analgesics": "painkillers",
    "carcinoma": "cancer",
    "benign": "not cancer",
    "asymptomatic": "without symptoms",
    "prognosis": "outlook",
    "paediatric": "children’s",
    "pediatric": "children’s",
    "the elderly": "older people",
    "orally": "by mouth",
    "topical": "for the skin",
    "intravenous": "into a vein",
    "subcutaneous": "under the skin",
    "inhale": "breathe in",
    "ingest": "swallow",
    "efficacy": "how well it works",
    "exacerbate": "make worse",
    "alleviate": "ease",
    "optimal": "best",
    "prior to": "before",
    "subsequent to": "after",
    "subsequently": "later",
    "in order to": "to",
    "in the event of": "if there is",
    "approximately": "about",
    "sufficient": "enough",
    "numerous": "many",
    "additional": "more",
    "assistance": "help",
    "obtain": "get",
    "purchase": "buy",
    "require": "need",
    "requires": "needs",
    "demonstrate": "show",
    "facilitate": "help",
    "regarding": "about",
}
