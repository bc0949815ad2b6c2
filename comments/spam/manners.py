"""Manners of speaking that spam and honest comments have, whatever they speak of. Pure.

Each is one token to the filter, which learns by itself how much it says, and for which side: a
word that nobody wrote here before still counts when it is spoken in a known manner.
"""

import re
from collections.abc import Iterator

from articles.quality.terms import folded, pattern

MANNERS = {
    "*sells": (
        "buy", "order now", "order today", "order here", "order yours", "your order", "shop now",
        "for sale", "on sale", "sale", "selling", "i sell", "we sell", "vendor", "supplier*",
        "wholesale", "discount*", "% off", "coupon", "promo*", "offer", "offers", "special offer",
        "price list", "best price*", "lowest price*", "cheapest", "free shipping", "shipping",
        "ships", "delivery", "in stock", "official website", "official page", "supplies last",
        "sold out", "sells out", "cash on delivery", "packages", "buy one", "get one", "compra",
        "oferta", "pedido", "pídelo", "vendo", "envío", "descuento", "contra reembolso",
        "half price", "price", "prices", "free sample*", "free bottle*", "free trial",
        "trial bottle", "bundle*", "pack of", "per pack", "kit", "bulk", "factory", "retail",
        "cheap", "brand new", "postage", "you pay", "pay only", "instead of", "catalog*",
        "brochure", "quote", "precio*", "gratis", "muestra gratis", "al por mayor", "en venta",
        "vendemos", "compro", "envíos", "rebaja*", "free delivery", "clearance", "outlet",
        "per bottle", "get yours", "kostenlos*", "bestell*", "rabatt", "livraison", "commande*",
        "prix",
    ),
    "*asks to be written to": (
        "contact", "dm", "dm me", "dm us", "inbox", "private message", "message me", "message us",
        "text me", "text him", "text us", "call now", "call today", "email him", "email me",
        "write me", "write him", "write to", "reach him", "reach out", "reply", "join", "sign up",
        "register", "subscribe", "apply now", "apply through", "enrol*", "tap here", "link in",
        "the link", "my profile", "my link", "my page", "my code", "use code", "visit", "my site",
        "my website", "my blog", "my homepage", "webpage", "web site", "web page", "web-site",
        "escribe", "escríban*", "contacte", "llama", "llame", "únete", "regístrate", "por privado",
        "en el enlace", "call him", "call her", "call them", "call us", "ask me", "ask him",
        "ask for", "watch now", "watch the video", "watch this", "see the video", "free video",
        "enter here", "order by", "follow me", "follow us", "reach me", "reach us", "write us",
        "write her", "text her", "chat", "sms", "fill the form", "fill in the form", "book a call",
        "book now", "book your", "go to", "in my profile", "in bio", "my channel", "details here",
        "more info*", "contáctenos", "contáctame", "llámenos", "escríbenos", "escríbeme",
        "mi código", "mi perfil", "mi página", "haz clic", "cliquez", "contactez", "click*",
        "schreib*", "kontakt*",
    ),
    "*promises": (
        "guarantee*", "garantizad*", "100%", "money back", "refund*", "risk free",
        "no side effects", "miracle*", "milagro*", "instant*", "permanent cure", "secret*", "trick",
        "forever", "overnight", "in one night", "within 24 hours", "within 48 hours", "in 24 hours",
        "in 48 hours", "in 3 days", "in 7 days", "in 24 horas", "no prescription",
        "without prescription", "without a prescription", "no rx", "no script", "sin receta",
        "no questions", "no experience", "no credit check", "no diet", "without diet",
        "without surgery", "no surgery", "proven", "approved", "certified", "unbelievable",
        "revolutionary", "powerful", "ultra", "amazing", "cured", "cures", "cure for", "healed",
        "healer", "the cure", "reverse", "reverses", "burn fat", "burns fat", "success rate",
        "results in", "in one week", "in a week", "in one month", "cure", "curable", "never again",
        "times stronger", "x stronger", "detox*", "cleanse*", "melt*", "naturally", "restore*",
        "success", "for good", "once and for all", "new man", "new woman", "regrow*", "grows back",
        "burn*", "pain free", "garantie*", "sin dieta", "sin esfuerzo", "en una semana",
        "in minutes", "without drugs", "without chemo", "without medication", "breakthrough",
        "discover*", "simple", "weird",
    ),
    "*remedy": (
        "herb", "herbs", "herbal", "root", "roots", "tonic", "elixir", "drops", "powder", "gummies",
        "patch*", "detox*", "cleanse*", "supplement*", "capsules", "extract", "natural",
        "naturally", "formula", "serum", "tea", "oil", "hierba*", "planta*",
        "remedio*", "remedy", "remedies", "ancient", "secret", "nano", "quantum", "bottles",
        "kräuter", "plantes",
    ),
    "*hurries": (
        "today only", "only today", "just today", "hurry", "limited", "limited time",
        "limited stock", "limited spots", "before it", "before midnight", "last units", "now",
        "act now", "fast", "urgent*", "immediately", "this week only", "left", "solo hoy",
        "por hoy", "ya",
    ),
    "*gives money": (
        "earn", "earned", "earns", "income", "profit*", "invest*", "trading", "trader*", "trade",
        "broker", "bitcoin", "btc", "crypto*", "forex", "usdt", "loan*", "lender", "debt*", "rich",
        "millions", "a million", "lottery", "casino", "slots", "betting", "jackpot", "win", "won",
        "prize", "gift card*", "giveaway", "bonus", "payout", "withdraw*", "paypal", "savings",
        "roi", "gana", "préstamo*", "invierte", "dinero", "a week", "weekly", "per day", "per week",
        "a day", "passive", "part time", "from home", "at home", "online job*", "salary",
        "sponsor*", "fund", "funds", "grant", "cash", "cash app", "credit", "credit score",
        "mining", "signals", "robot", "account manager", "deposit", "free spins", "bet", "bets",
        "roulette", "poker", "get paid", "giving away", "transfer*", "ganar", "gané", "ganen",
        "ganas", "desde casa", "argent", "geld", "prêt", "kredit",
    ),
    "*conjures": (
        "spell", "spells", "spell caster", "prophet", "psychic", "astrolog*", "tarot", "vidente",
        "hechizo*", "amarre*", "ritual*", "temple", "illuminati", "black magic", "destiny",
        "chakra*", "herbalist", "herbal doctor", "herbal medicine", "herbal cure", "dr love",
        "baba", "mama", "chief", "priest", "swami", "guru", "maestro", "testimony", "testimonies",
        "god bless", "witch*", "sorcerer", "potion*", "love spell*", "horoscope", "fortune",
        "clairvoyant", "healer*", "brujo", "bruja", "curandero", "great man", "prayer*", "voyant*",
        "marabout", "ex back",
    ),
    "*hidden truth": (
        "big pharma", "pharma", "they don't want", "does not want you", "hide from", "hides",
        "hiding", "banned", "forbidden", "before it gets", "hate this", "hates this", "furious",
        "shocked", "stunned", "mafia", "poison", "truth", "ocultan", "exposed", "revealed",
        "reveals", "hide", "cover up", "wake up", "censored", "deleted", "taken down", "suppress*",
        "do not want", "don't want you", "never learn", "never tell", "beg you", "oculta",
        "la verdad", "conspir*",
    ),
    "*flatters": (
        "nice post", "great post", "nice article", "great blog", "nice blog", "amazing blog",
        "awesome", "magnificent", "wonderful goods", "your style", "your blog", "your site",
        "your website", "bookmark*", "informative", "admin", "keep up", "surfing online", "dear",
        "hello dear", "hi dear", "hey guys", "sir", "webmaster",
    ),
    "*for adults": (
        "viagra", "cialis", "levitra", "kamagra", "erection*", "enlargement", "escort*", "singles",
        "webcam", "nude", "xxx", "sexy", "hot girls", "sugar daddy", "sugar mummy", "date",
        "dating", "naked", "nudes", "cams", "porn*", "sex", "girls", "ladies", "breast*", "penis",
        "bigger", "harder", "meet women", "lonely", "call girls", "chicas",
    ),
    "*trade in drugs": (
        "xanax", "oxycodone", "adderall", "tramadol", "percocet", "codeine", "diazepam", "valium",
        "ketamine", "mdma", "lsd", "steroids", "sarms", "cytotec", "ozempic", "wegovy", "mounjaro",
        "ambien", "klonopin", "vicodin", "hydrocodone", "morphine", "fentanyl", "oxycontin",
        "kratom", "cannabis", "weed", "vape*", "thc", "cbd", "mushrooms", "pain pills", "cocaine",
        "phentermine", "anavar", "hgh", "semaglutide", "botox", "fillers", "wickr", "stealth",
        "discreet*",
    ),
    "*serves businesses": (
        "seo", "backlink*", "traffic", "followers", "website design", "marketing", "agency",
        "our company", "we provide", "services", "manufacturer", "outsourcing", "guest post*",
        "essay*", "hacker*", "hack", "passport*", "diploma*", "documents", "streams", "reviews",
        "clients", "website", "links", "google", "first page", "rank*", "visitors", "leads",
        "web design", "wholesaler", "inquiry", "thesis", "nursing papers", "assignment*",
        "plagiarism", "visa", "fake", "cloned", "bank logins", "spy", "likes", "instagram",
        "tiktok", "sponsored", "exam", "sin examen", "título*",
    ),
    "*own story": (
        "i was", "i had", "i have had", "i took", "i take", "i tried", "i stopped", "i eat",
        "i walk", "i read", "i am on", "i felt", "i feel", "i still", "i lost", "i keep", "i work",
        "i use", "my doctor", "my gp", "my nurse", "my pharmacist", "my physio*", "my surgeon",
        "my specialist", "my son", "my daughter", "my mother", "my mum", "my mom", "my father",
        "my dad", "my wife", "my husband", "my baby", "my grandmother", "my gran", "my brother",
        "my sister", "our gp", "we were", "we had", "they told me", "was told", "diagnosed",
        "me operaron", "mi madre", "mi padre", "mi hijo", "mi hija", "mi médico", "mi abuela",
        "tengo", "llevo", "yo",
    ),
    "*asks": (
        "does anybody", "does anyone", "anyone else", "anybody else", "can i", "could you",
        "can you", "is it", "is there", "should i", "how do", "how long", "what about", "why is",
        "why do", "does the", "does this", "is the", "please explain", "please mention",
        "please add", "alguien", "cuántas", "se puede", "por qué", "podrían",
    ),
    "*of care": (
        "appointment*", "surgery", "hospital", "ward", "clinic", "nurse*", "pharmacist", "midwife",
        "therapist", "dentist", "specialist", "waiting list", "diagnosis", "side effects", "dose",
        "tablets", "inhaler", "operation", "scan", "blood test", "symptoms", "leaflet", "insurance",
        "charity", "nhs", "study", "studies", "evidence", "guideline", "centro de salud",
        "farmacia", "enfermera", "cita", "pastillas",
    ),
    "*of the page": (
        "this page", "your page", "the page", "this article", "the article", "the paragraph",
        "the section", "paragraph", "second paragraph", "the text", "the table", "the graph",
        "the picture", "the list", "the sources", "reviewers", "reviewed", "you write", "you say",
        "you mention", "the part about", "thank you for", "a typo", "spelling", "el artículo",
        "lo que dicen",
    ),
    "*doubts": (
        "not sure", "i think", "i disagree", "i am not", "a bit", "perhaps", "maybe", "it seems",
        "odd", "honestly", "to be honest", "at first", "at least", "a little", "silly", "worse",
        "hard", "did nothing", "nobody", "never knew", "i wish", "pity", "unfortunately",
        "worries me",
    ),
}  # fmt: skip
_BY_NUMBERS = re.compile(
    r"\b\d{1,3} ?%|\b(?:x|kg|kilos|pounds|lbs|inches) in \d|\bin \d+ (?:days|hours|minutes|weeks)\b"
)


def manners(text: str) -> Iterator[str]:
    plain = folded(text).lower()
    spoken = [name for name, terms in MANNERS.items() if pattern(terms).search(plain)]
    yield from spoken
    of_spam = [name for name in spoken if name in PUSHING]
    if len(of_spam) > 1:
        yield "*pushes" if len(of_spam) == 2 else "*pushes hard"
    if _BY_NUMBERS.search(plain):
        yield "*by numbers"


PUSHING = frozenset([*MANNERS][:12])
