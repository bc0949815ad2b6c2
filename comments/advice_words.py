"""How readers tell others what to do about their health, and how they tell of themselves. Pure.

Patterns over `spelling.plain` text: small letters, no accents, no apostrophes ("dont").
"""

_MEDICINES = (
    r"(?:medic(?:ines?|ations?|amentos?|inas?|acion)|meds?|drugs|tablets?|pills?|insulina?|"
    r"chemo\w*|"
    r"quimio\w*|radiotherap\w*|radioterapia|vacun\w+|vaccin\w+|jabs?|boosters?|antibiotic\w*|"
    r"statins?|"
    r"estatinas?|warfarina?|sintrom|inhaler?s?|inhalador(?:es)?|ventolin|antidepress?\w+|steroids?|"
    r"beta ?blockers?|metformina?|thyroxine|levothyroxine|prednisolone|prednisona|lithium|litio|"
    r"dose|doses|dosage|dosis|prescriptions?|recetas?|pastillas?|comprimidos?|tratamientos?|"
    r"treatments?|therapy|terapia|blood thinners?|anticoagulantes?|epipen|dialysis|dialisis|"
    r"[a-z]{3,16}(?:pril|sartan|statin|olol|azole|mycin|cillin|oxetine|azepam|prazole|parin|xaban|"
    r"gliptin|gliflozin|formin|lukast|triptan|tyline|ipine|pamil|zepine|trigine|azapine|idone))"
)
_DOCTORS = (
    r"(?:doctors?|docs?|gps?|physicians?|specialists?|oncologists?|cardiologists?|psychiatrists?|"
    r"nurses?|hospitals?|a and e|emergency|medic[oa]s?|doctor[ae]s?|especialistas?|oncolog[oa]s?|"
    r"cardiolog[oa]s?|psiquiatras?|hospital(?:es)?|urgencias)"
)
_ITS = (
    r"(?:(?:taking|using|having|getting|giving|to|your|you|the|those|these|that|this|all|any|of|"
    r"his|her|"
    r"their|a|an|on|off|with|from|them|kids?|children|child|babies|baby|what|blood|pressure|"
    r"daily|whole|next|"
    r"tomar|de|con|la|el|las|los|tu|tus|su|sus|esa|ese|esas|esos|un|una|al|a|por|que|te|dice|diga|"
    r"and|y|in|into) ){0,5}"
)
# An order stands at the beginning of a sentence, or after such a word; a story has its "I" there.
_ORDER = (
    r"(?:^|[.,!?] |\b(?:just|and|so|then|but|please|better|simply|should|must|can|could|to|need to|"
    r"recommend|suggest|you|everyone|everybody|people|lol|friend|dear|guys|instead|pues|y|mejor|"
    r"simplemente|debes|deberias|tienes que|hay que|puedes|amiga|amigo) )"
)
_AWAY = (
    r"(?:stop|quit|ditch|dump|bin|flush|throw (?:away|out)?|toss|drop|skip|ignore|refuse|forget|"
    r"avoid|"
    r"come off|get off|go off|wean off|lower|halve|reduce|increase|double|triple|up|cut|"
    r"(?:dont|do not|never|stop) (?:ever )?(?:take|use|trust|listen to|believe|get|go to|see|need|"
    r"vaccinate|give|bother with|touch|call|visit|have|inject)|"
    r"dej[ae]n?|tir[ae]n?|olvid[ae](?:te|se)?|ignor[ae]|salt(?:a|e|ate|ese)|suspend[ae]|"
    r"dejar|suspender|abandonar|abandon[ae]|"
    r"no (?:te|se|le|les|os)? ?(?:pongas?|tom(?:e|es|en)|vay(?:a|as|an)|hagas? caso|necesit(?:a|"
    r"as)|"
    r"fies|creas|vacunes|us(?:e|es)|pinches)|duplic[ae]|aument[ae]|sub[ea]|baj[ae]|reduc[ei])"
)
AGAINST = (
    rf"{_ORDER}{_AWAY} {_ITS}(?:{_MEDICINES}|{_DOCTORS})\b",
    # "Your insulin? Throw it away."
    rf"\b(?:your|tu|tus|su|sus) {_MEDICINES}\b[^.!?]{{0,20}}[.,!?] (?:just )?(?:throw|ditch|stop|"
    r"tir[ae]l[ao]s?|dej[ae]l[ao]s?)\b",
    rf"\bthrow {_ITS}{_MEDICINES} (?:away|out|in the (?:bin|trash|toilet))\b",
    r"\bno (?:te|se|os|los|las|le|les) vacun\w+", r"\b(?:dont|do not|never) vaccinate\b",
    r"\b(?:dont|do not) (?:get|have) (?:vaccinated|the (?:jab|shot|booster|vaccine))\b",
    rf"\bstop taking (?:your|the|those|these|all|that)\b{_ITS}",
    rf"\b(?:no need|dont need|do not need|no hace falta|no es necesario|no necesitas?) {_ITS}"
    rf"(?:see|ir|for|go|visit|call|tomar|ver)? ?{_ITS}(?:{_MEDICINES}|{_DOCTORS})\b",
    rf"\b(?:instead of|rather than|en vez de|en lugar de) {_ITS}(?:seeing |ir )?{_ITS}"
    rf"(?:{_MEDICINES}|{_DOCTORS})\b",
    rf"\byou (?:really )?(?:shouldnt|should not|mustnt|must not|dont have to|do not have to) "
    rf"(?:take|use|trust|need|get|see|keep taking) {_ITS}(?:{_MEDICINES}|{_DOCTORS}|medicine)\b",
    r"\b(?:drink|drinking|beb[ae]|beber|tom[ae]|tomar|swallow|inject|gargle with) (?:\w+ "
    r"){0,3}(?:bleach|"
    r"lejia|mms|clorito|turpentine|chlorine dioxide|dioxido de cloro|borax|peroxide|petrol|"
    r"kerosene)\b",
)  # fmt: skip

_FOR_ONES_OWN = (
    r"(?:ibuprofeno?|paracetamol|aspirina?|ginger|jengibre|turmeric|curcuma|garlic|ajo|vinegar|"
    r"vinagre|"
    r"honey|miel|lemon|limon|manzanilla|chamomile|magnesium|magnesio|zinc|vitamina?s?|melatonina?|"
    r"probiotic\w*|probiotico\w*|supplements?|suplementos?|herbs?|hierbas|infusion\w*|aloe|cbd|"
    r"omega|"
    r"keto|fasting|ayuno|naproxeno?|antihistamines?|tea|te|bicarbonato|baking soda|valeriana|"
    r"iron|hierro)"
)
GIVEN = (
    r"\b(?:if i were you|si (?:yo )?fuera tu|yo (?:que tu|en tu lugar)|in your (?:place|shoes))\b",
    rf"{_ORDER}(?:try|use|take|drink|eat|chew|prueb[ae]n?(?: con)?|us[ae]|tom[ae](?:te|se)?|"
    rf"beb[ae]|"
    rf"com[ae]|mastic[ae]|ponte|pongase|echate) (?:\w+ ){{0,3}}(?:{_FOR_ONES_OWN}|{_MEDICINES})\b",
    rf"\b(?:{_FOR_ONES_OWN}|{_MEDICINES}) \d+(?:[.,] ?\d+)? ?(?:mg|mcg|g|ml|iu|ui)\b[^.!?]{{0,20}}"
    r"\b(?:every|each|cada|times a day|a day|al dia|twice|once|daily)\b",
    r"\b(?:you|u) (?:really )?(?:shouldnt|should not|mustnt|must not) (?:take|use|eat|drink|stop|"
    r"try|do)\b",
    r"\b(?:tomese|tomate|tomense|pongase|inyectese|inyectate|apliquese|aplicate|bebase)\b",
)  # fmt: skip

# Taken out first: what others told the writer, what the writer did, and questions.
STORIES = (
    rf"(?:(?:my|our|the|his|her|a|mi|el|la|su) (?:\w+ )?{_DOCTORS}|they|she|he|pharmacist|leaflet|"
    r"farmaceutic[oa]|somebody|someone|people|friend|neighbou?r|mother|sister|brother|aunt) "
    r"(?:\w+ )?(?:(?:told|asked|advised|wanted|wants|made|let|had|has|tells|told) (?:\w+ )?(?:me|"
    r"us|her|him|"
    r"them|my \w+)|said|says|suggested|recommended|decided|(?:me|nos|le) (?:dijo|mando|pidio|"
    r"aconsejo|"
    r"recomendo|quito|dice|ha dicho)|dijo|dice)\b[^.!?]{0,100}",
    r"(?:i|we) (?:was|were|have been|am|are) (?:told|asked|advised|afraid|scared|allowed) "
    r"to\b[^.!?]{0,80}",
    r"(?:should|can|could|may|must|do|did|would|shall) (?:i|we|he|she|my \w+|one)\b[^.!?]{0,100}\?",
    r"(?:puedo|debo|deberia|podemos|tengo que|hay que|es mejor|se puede)\b[^.!?]{0,100}\?",
    r"(?:i|we|she|he|they|who|yo) (?:\w+ ){0,2}(?:want(?:ed)? to|had to|tried to|tr(?:y|ies) to|"
    r"would like to|"
    r"hope to|managed to|decided to|need(?:ed)? to|have to|could|never|always|did not|didnt|dont|"
    r"do not|"
    r"used to|can|cannot|cant|will|wont|would never|would not) (?!recommend|suggest|advise|tell|"
    r"say)[^.!?,]{0,60}",
    r"(?:quiero|quise|tuve que|pude|intente|decidi|logre|necesito) (?:dejar|tomar|suspender|"
    r"reducir)[^.!?]{0,60}",
    r"(?:never|dont|do not|nobody should|no one should) (?:just )?(?:stop|skip|quit|"
    r"dej\w+)\b[^.!?]{0,60}"
    r"\b(?:without|unless|before|until)\b[^.!?]{0,60}",
    r"(?:nunca|no) (?:dejes?|dejen|suspenda\w*) (?:de )?[^.!?]{0,50}\bsin\b[^.!?]{0,40}",
    r"(?:dont|do not|no) (?:stop|ignore|skip|dejes|deje|ignores|quit|ditch|throw)\b[^.!?]{0,60}",
)  # fmt: skip
