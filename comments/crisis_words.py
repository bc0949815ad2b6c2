"""How people say that they may harm themselves, and what only sounds like it. Pure.

Patterns over `spelling.plain` text: no accents, no apostrophes ("dont"), commas and full stops with
a space behind them. Each is a whole word or phrase.
"""

_WILL = (
    r"(?:want(?:ed|ing)? to|wanna|want 2|would like to|wish to|wish i could|hope to|going to|gonna|"
    r"ready to|about to|plan(?:ned|ning)? to|plan(?:ned|ning)? on|th(?:ink|inking|ought|oughts) "
    r"(?:about|of)|tried|tr(?:y|ied|ying) to|tempted to|feel like|urge to|need to|have to|might|"
    r"could just|should just|will just|ill just|let me|rather|deserve to|prefer to|decided to)"
)
_END = r"(?= ?(?:$|[.,!?]))"
_PILLS = (
    r"(?:pills?|tablets?|meds|medication|medicines?|capsules?|painkillers?|paracetamol|tylenol|"
    r"acetaminophen|ibuprofen|aspirin|insulin|antidepressants?|sleepers|bottle|box|pack(?:et)?)"
)
_PASTILLAS = (
    r"(?:pastillas?|comprimidos?|capsulas?|medicamentos?|medicinas?|medicacion|paracetamol|"
    r"ibuprofenos?|aspirinas?|somniferos?|ansioliticos?|tranquilizantes?|antidepresivos?|insulina)"
)
_QUIERO = (
    r"(?:quiero|queria|quisiera|deseo|prefiero|preferiria|gustaria|ganas de|voy a|iba a|pienso|"
    r"pensado en|pensando en|pienso en|intente|intentado|merezco|necesito|deberia|tentado de)"
)
_HIGH = r"(?:bridge|building|roof|cliff|balcony|window|train|bus|traffic|tracks)"

ENGLISH = (
    r"s[ux*][ix*]c[ix*]d\w*", r"unaliv\w*", r"sewer ?slid\w*", r"kms", r"kys", r"self ?harm\w*",
    r"self ?injur\w*", r"self ?mutilat\w*",
    # Harming oneself.
    r"(?:k[ix]ll|harm|hang|drown|shoot|unalive|murder|slaughter)(?:ed|ing)? my ?self",
    r"(?:cut|cutting|hurt|hurting|burning|starving|poison(?:ed|ing)?|stabb?(?:ed|ing)?) my ?self",
    rf"{_WILL} (?:\w+ ){{0,2}}(?:cut|hurt|burn|stab|poison|gas|off|top|starve|end) my ?self",
    rf"{_WILL} (?:\w+ ){{0,2}}do my ?self in",
    r"(?:cut|cutting|slit|slitting|slash|slashing) my (?:\w+ )?(?:wrists?|arms?|thighs?|veins|"
    r"skin)",
    r"(?:start(?:ed)?|been|back to|began|stop) cutting(?: again)?",
    rf"jump(?:ing)? (?:off|from|out of|in front of|under|onto) (?:\w+ )?(?:\w+ )?{_HIGH}",
    # Ending one's life.
    r"end(?:ed|ing)? (?:it all|everything|my (?:own )?(?:life|suffering|misery|existence))",
    rf"{_WILL} end (?:it|this)(?: now| tonight| today| for good)?",
    r"t(?:ake|aking|ook|aken) my (?:own )?life", r"plan(?:ned|ning)? my (?:own )?(?:death|exit)",
    rf"(?:{_WILL}|i want 2|i wish i would|hope i|wish i had|should have) (?:\w+ )?(?:die|died)",
    r"ways? (?:to|of) (?:die|dying|kill)", r"painless (?:way|death|method)\w*", r"lethal dose\w*",
    r"how (?:many|much)(?: \w+){1,7} (?:to die|to kill|kill me|kill you|be fatal|be lethal)",
    r"(?:please|just|someone|somebody) kill me",
    # Not wishing to be.
    r"(?:better off|rather be|want to be|wanna be|wish (?:that )?(?:i|im|id) ?(?:was|were|be)?|"
    r"should be|id be better|prefer to be) dead",
    r"wish i (?:had |was |were |have )?(?:never|not)(?: \w+)? (?:born|existed)",
    r"wish i (?:didnt|did not|wouldnt|would not|could not|couldnt) (?:\w+ )?(?:wake|exist|live)\w*",
    r"(?:dont|do not|didnt|did not|never|no longer|dont even|not) wan(?:t to|na) "
    r"(?:live|exist|be alive|wake up|keep living|go on living|carry on living|go on)",
    r"(?:dont|do not|no longer|not) wan(?:t to|na) be (?:here|around|in this world)"
    r"(?: any ?more| any longer)",
    r"(?:never|not) wak(?:e|ing) up(?: again| tomorrow)?",
    r"(?:tired|sick|weary|done) (?:of|with) (?:living|life|my life|being alive|existing)",
    r"hate (?:my life|being alive|living)", r"giv(?:e|en|ing) up on (?:life|living|myself)",
    r"(?:cant|cannot|can not|couldnt) go on",
    r"(?:cant|cannot|can not) (?:carry|keep) on(?: living)?",
    r"(?:cant|cannot|can not) (?:bear|stand|cope with|face|do) (?:life|living|being alive)",
    rf"(?:cant|cannot|can not) (?:do|take|bear|stand) (?:it|this)(?: any ?more| any longer){_END}",
    r"no (?:point|reason|purpose|sense|use|will|desire|wish) (?:\w+ )?(?:in |to |of |for "
    r")?(?:living|"
    r"live|life|going on|go on|carrying on|carry on|being alive|stay alive|be alive|being here)",
    r"(?:point|use) (?:in|of) (?:living|going on|being alive|carrying on|my life)",
    r"(?:nothing|anything|nobody|no one) (?:left )?to live for",
    r"(?:not|isnt|aint|no longer|never|nor) worth living",
    r"dont care (?:if|whether) i (?:live|die|wake|am dead)",
    r"want (?:it|this|everything|it all|the pain|all of (?:it|this)) to (?:end|be over)",
    r"make it all stop",
    # Leaving, and being too much.
    r"better (?:off )?without me", r"(?:nobody|no one|no ?body|none) would (?:even )?(?:miss me|"
    r"care if i|notice if i)",
    r"(?:goodbye|good bye) (?:cruel )?world", r"(?:my|this is my) (?:last|final) (?:goodbye|note)",
    r"(?:im|i am|i feel like|just|such|be) a burden (?:to|on|for) (?:everyone|everybody|them|my)",
    # Having taken too much.
    r"overdosed(?= (?:on|last|yesterday|today|again|in|when|twice|once)|$|[ .,!?])",
    r"(?:t(?:ook|aken|aking)|had|swallowed) (?:an? |another |my |the )?(?:\w+ )?(?:overdose|od)",
    rf"{_WILL} (?:take an )?(?:overdose|od)",
    r"(?:t(?:ook|aken)|swallowed) (?:way |far )?too many",
    rf"(?:t(?:ook|aken|aking|ake)|swallow(?:ed)?) (?:all|every(?: one)? of|the (?:whole|entire)|"
    rf"a (?:whole |entire )?(?:\w+ )?(?:of)|handfuls of|loads of|the rest of) (?:\w+ "
    rf"){{0,4}}{_PILLS}",
    rf"(?:t(?:ook|aken)|swallowed) (?:the |a )(?:whole|entire) {_PILLS}",
)  # fmt: skip

SPANISH = (
    r"autoles\w*", r"auto lesi\w*", r"matarme", r"ahorcar(?:me)?", r"ahorco", r"empastill\w+",
    rf"me (?:\w+ ){{0,2}}{_QUIERO} (?:\w+ )?(?:matar|cortar|ahorcar|colgar|tirar|lanzar|pegar un "
    rf"tiro)",
    r"me (?:\w+ )?(?:mato|mate)", r"pegarme un tiro",
    rf"{_QUIERO} (?:\w+ )?morir(?:me)?", rf"me {_QUIERO} (?:\w+ )?morir",
    r"me (?:quiero|gustaria|dan ganas de) (?:\w+ )?morir",
    r"(?:quit\w+|arrebat\w+) la vida", r"(?:me|yo) (?:\w+ ){0,4}quitar la vida",
    r"(?:acab|termin)\w+ con (?:mi (?:propia )?vida|todo|mi sufrimiento|mi existencia)",
    r"(?:poner|pongo|pondre) fin a (?:mi vida|todo|mi sufrimiento)",
    r"no (?:quiero|quisiera|deseo) (?:seguir )?(?:vivir|viviendo|existir|existiendo|"
    r"despertar(?:me)?)",
    r"no (?:quiero|puedo) seguir(?: (?:asi|adelante|aqui|mas))?",
    r"no quiero estar (?:aqui|en este mundo|viv[oa])(?: mas)?",
    r"(?:sin|no tengo|perdi(?:do)?|he perdido|no me quedan) (?:las )?ganas de (?:vivir|seguir)",
    r"para que (?:vivir|vivo|seguir(?: viviendo)?|sigo viv[oa])",
    r"no (?:vale|merece) la pena (?:vivir|seguir(?: viviendo)?)",
    r"(?:vida|vivir|existencia) (?:ya )?no (?:tiene sentido|vale|merece)",
    r"no (?:tiene|le veo|veo|encuentro) (?:el )?sentido (?:a )?(?:vivir|mi vida|la vida|seguir)",
    r"(?:no hay|no tengo|ningun) (?:\w+ )?(?:motivo|razon|razones|motivos) para (?:vivir|seguir)",
    r"(?:cansad|hart)[oa] de (?:vivir|la vida|mi vida|existir)", r"odio mi vida",
    rf"no (?:puedo|aguanto|doy para) mas{_END}",
    r"no (?:puedo|aguanto) mas con (?:mi|la|esta) vida",
    r"ojala (?:\w+ ){0,3}(?:muert[oa]|muriera|muriese|muera|nacido|despertara|existiera|acabara "
    r"todo)",
    r"(?:quisiera|quiero|estaria|estar|estuviera|mejor|deberia) (?:\w+ )?muert[oa]",
    r"mejor (?:\w+ )?sin mi", r"nadie me (?:echaria|echara|va a echar) de menos",
    r"nadie me (?:extranaria|extranara)", r"soy una carga (?:para|de)",
    r"hacerme dano", r"lastimarme", r"herirme",
    r"me (?:(?:quiero|voy a|gustaria|gusta|quisiera) hacer|hago|hacia|lastimo|hice) dano",
    r"(?:me cort[oe]|cortarme|me he cortado|cortando) (?:en )?(?:las|los|la|el|mis) (?:venas|"
    r"brazos?|"
    r"munecas?|piernas?|piel|muslos?)",
    r"me corto (?:para|cuando|otra vez|de nuevo)",
    r"(?:tirarme|lanzarme|saltar|arrojarme) (?:por|de|del|desde|al|a|bajo) (?:un |una |la |el |"
    r"las )?"
    r"(?:ventana|puente|balcon|tren|metro|edificio|terraza|azotea|vias)",
    r"dosis (?:letal|mortal)", r"(?:forma|manera|modo)s? de (?:morir|matar\w*|suicid\w*)",
    r"(?:tom\w*|tuve|hice|hecho|trag\w*|meti|di|tener) (?:una |de )?sobredosis",
    rf"(?:me tome|he tomado|me he tomado|acabo de tomar(?:me)?|me trague|he tragado|tomarme) "
    rf"(?:todas?|todo|demasiad[oa]s?|much[oa]s|un monton de|un bote|una caja|un frasco|el bote|la "
    rf"caja|"
    rf"un punado de) (?:\w+ ){{0,4}}{_PASTILLAS}",
    r"(?:me tome|he tomado|me he tomado) (?:el bote|la caja|el frasco) enter[oa]",
)  # fmt: skip

# Taken out first: so the same words meant seriously elsewhere in the text are still found.
HARMLESS = (
    # Kilometres.
    r"(?:\d[\d.,]*|few|many|several|some|more|of|hundred|thousand|ten|five|two|three|the|in) ?kms",
    r"kms (?:per|a|an|away|from|each|every|run|walk|to)",
    # Going somewhere, and living somewhere.
    r"(?:cant|cannot|can not|couldnt|dont want to|do not want to|didnt want to) go on (?:an? |"
    r"the |any "
    r"|my |our |to |about |for |this (?!way|any)|that |these |it\b|with (?:the|my|this) (?:diet|"
    r"course|"
    r"tablets|pills|treatment|medicine|exercises?)|with (?:it|them)|holidays?|vacations?|trips?|"
    r"strike|leave|foot|stage|tour|air|call|using|taking)\w*",
    r"(?:cant|cannot|can not) (?:carry|keep) on (?:with|taking|using|the|a|my|top|it)",
    r"(?:cant|cannot) (?:do|take|bear|stand) (?:it|this) any ?more (?:because|since|with|due)",
    r"(?:dont|do not|didnt|did not|never|not|no longer) wan(?:t to|na) live (?:in (?!this (?:world|"
    r"body|life|pain)|pain|misery|agony)|with (?:my (?!pain|illness|life|self)|him|her|them|people|"
    r"other|a |an |flat|room)|near|abroad|there|alone|at |next|on (?:my|a|the|benefits)|without "
    r"(?:my "
    r"|a |the )?(?:coffee|internet|garden|dog|cat|car|chocolate|salt|bread))\w*",
    r"(?:tired|sick|done) (?:of|with) living (?:in (?!pain|this)|near|at|out of|abroad|next)\w*",
    r"(?:not|never|dont|do not) (?:want to |wanna )?wak(?:e|ing) up (?:early|at|before|until|so|"
    r"in the|for|to|my|the|with|during|every)\w*",
    # Dying of laughter, at home, and not wishing to die.
    r"d(?:ie|ied|ying) (?:of|from) (?:laughter|laughing|embarrassment|shame|boredom|old age|hunger|"
    r"thirst|heat|curiosity|happiness|cold)",
    r"die (?:laughing|at home|peacefully|for|in (?:his|her|their|a hospice|hospital)|with dignity)",
    r"(?:dont|do not|didnt|did not|doesnt|never|not) (?:want to|wanna) die",
    r"(?:thought|think|afraid|scared|might|could|felt|feel) (?:\w+ ){0,4}(?:going to|might|would|"
    r"was "
    r"about to) die",
    r"(?:is|are|hes|shes|theyre) going to die",
    r"(?:not|never|without|am i|will i|was i|we are all|we all have to|all) (?:going to|have to|"
    r"need to) die",
    r"kill(?:ed|ing)? myself (?:laughing|with laughter|with work|working|trying|at (?:the gym|"
    r"work)|"
    r"running|training|on (?:the|a|my) \w+)",
    r"shoot(?:ing)? myself in the foot",
    r"(?:shot|drown\w*) myself in (?:the foot|work|tea|coffee)",
    r"(?:cut|hurt|burnt?|burned|burning|hurting) myself (?:on (?!purpose)|while|when (?:i "
    r"(?:fell|was "
    r"(?:cooking|shaving|chopping|running|cutting|young|playing|working))|shaving|cooking|lifting)|"
    r"shaving|cooking|chopping|peeling|by accident|accidentally|off|some|a (?!lot)|at|in (?:the|a) "
    r"(?:gym|kitchen|garden|game|shower|fall)|playing|running|skiing|falling|lifting|badly (?:at|"
    r"on|"
    r"while|skiing|falling)|gardening|slipping|by (?:falling|lifting|mistake))",
    r"(?:without|avoid|not|dont want to|never|do not want to) (?:hurt|hurting|harming|poison|"
    r"poisoning|"
    r"cut|cutting|burning) myself",
    r"(?:accidentally|by accident) (?:cut|hurt|burnt?|burned|poisoned) my ?(?:self|\w+)",
    r"cut(?:ting)? my (?:arm|skin|thigh|wrist) (?:on (?!purpose)|while|when i|at|by accident|"
    r"open when)",
    r"(?:start(?:ed)?|been|back to|began|stop) cutting (?:down|out|back|off|the (?!pain)|my "
    r"(?:hair|"
    r"nails|sugar|salt|food|meals|grass|own|pills?|tablets?)|sugar|salt|carbs|calories|grass|it|"
    r"them|"
    r"red|meat|alcohol|hair|wood|bread|teeth)",
    r"jump(?:ing)? (?:off|from|out of|onto) (?:the|a) (?:bus|train|window ?sill)(?= (?:to|and|"
    r"when|at))",
    r"tak(?:e|ing|en) my life (?:back|into|in my|seriously|forward|in (?:a|another))",
    r"took my life (?:back|into|in my|seriously|in (?:a|another))",
    r"end (?:it|this) (?:with|on|by|here|there|soon)", r"end of (?:it all|everything)",
    r"(?:no|the) point (?:in|of|to) going on (?:a|about|holiday|the|with)",
    # Taking many of what does no harm, or all as one should.
    r"t(?:ook|aken) (?:way |far )?too many (?:biscuits|cookies|sweets|chocolates|photos|pictures|"
    r"selfies|"
    r"breaks|steps|days|classes|courses|risks|chances|things|holidays|jobs|shifts|hours|tests|"
    r"notes|"
    r"calories|carbs|liberties|turns|words|people|years|weeks|months|minutes|naps|trips|helpings|"
    r"slices|portions|detours|scans|x ?rays|blood|samples|lessons|stairs|tasks|bags|books)",
    rf"t(?:ook|aken|ake|aking) all (?:of )?(?:my|the|his|her|your|their|these|those) (?:\w+ "
    rf"){{0,2}}{_PILLS} "
    r"(?:as|with (?:food|water|breakfast|me|milk)|on time|correctly|every|each|together|to the|"
    r"to my|"
    r"along|off|home|back|in (?:the (?:morning|evening)|a)|out|at the same|exactly|regularly|so "
    r"far)",
    r"(?:if|when|should) (?:you|someone|somebody|anyone|anybody|a person|people) (?:\w+ ){0,2}"
    r"t(?:ake|ook|akes|aken) (?:an? |too |another )(?:\w+ )?(?:overdose|many)",
    r"(?:morir(?:me)?|matarme|matar|muero|mato) de (?:la )?(?:risa|verguenza|hambre|sueno|calor|"
    r"frio|"
    r"amor|sed|envidia|aburrimiento|gusto|miedo|viej[oa]|cansancio|trabajo)",
    r"me mat[oe] (?:a|trabajando|estudiando|corriendo|en el gimnasio|por)",
    r"no (?:me )?(?:quiero|quisiera|queria|voy a|iba a) morir(?:me)?",
    r"(?:voy a|iba a|que me) morir(?:me)? (?:si|algun dia|en casa)",
    r"morir en (?:su|mi|nuestra) (?:propia )?(?:casa|cama)",
    r"(?:ayuda|quiere|quieren|quiso) a? ?morir",
    r"no (?:quiero|quisiera) (?:seguir )?(?:vivir|viviendo) (?:en (?!este (?:mundo|infierno|"
    r"cuerpo)|esta "
    r"(?:vida|agonia))|con (?:mi (?!dolor|enfermedad)|mis|su|sus|el (?!dolor)|ella|ellos|otr|"
    r"gente)|cerca|"
    r"lejos|alli|aqui|sol[oa]|entre|sin (?:mi|el|la|cafe|pan))\w*",
    r"(?:cansad|hart)[oa] de vivir (?:en|cerca|aqui|con (?:mi|mis|su))",
    r"no quiero (?:despertar(?:me)?) (?:a|tan|temprano|antes|al|tarde)",
    r"no (?:quiero|puedo) seguir (?:tomando|con (?:el|la|esta|este) (?:tratamiento|dieta|pastilla|"
    r"medicacion|medicamento|ejercicio)|(?:la|una|esta) dieta|trabajando|corriendo|usando)",
    r"no aguanto mas (?:este|esta|el|los|las|la) (?:picor|tos|ruido|calor|frio|dieta|alergia)",
    r"(?:sin|puede|podria|pueden|va a|vaya a|evitar|para no) (?:\w+ )?(?:hacerme dano|lastimarme|"
    r"herirme)",
    r"me hice dano (?:en|al|con|jugando|corriendo|cuando me cai)",
    r"me (?:cort[oe]|he cortado) (?:en )?(?:el|la) (?:brazo|piel|pierna|muneca) (?:con|al|"
    r"cocinando|en)",
    r"acab\w+ con todo (?:el|lo|tipo)", r"termin\w+ con todo (?:el|lo|tipo)",
    r"mejor sin mi (?:\w+)", r"le quit\w+ la vida al",
)  # fmt: skip

_THEM = r"(?:himself|herself|themselves|themself|yourself|yourselves)"
OF_OTHERS = (
    rf"(?:kill|harm|hang|shoot|drown|unalive|mutilat)(?:s|ed|e|ing|es)? {_THEM}", rf"hung {_THEM}",
    rf"(?:cuts|cutting|hurting|burning|starving) {_THEM}",
    r"t(?:ake|akes|aking|ook|aken) (?:his|her|"
    r"their|your) own li(?:fe|ves)", r"t(?:ook|aken|aking) (?:his|her|their) li(?:fe|ves)",
    r"end(?:s|ed|ing)? (?:his|her|their|your) (?:own )?li(?:fe|ves)",
    r"(?:wants|wanted|want|wishes|wished) to die", r"(?:wants|wanted|want) to be dead",
    r"(?:doesnt|does not|didnt) want to live", r"overdosed", r"(?:matarse|ahorcarse|se ahorco)",
    r"(?:hacerse|se hace|se hacia|te haces|hacerte) dano", r"cortarse (?:las|los) (?:venas|brazos)",
    r"(?:quiere|queria|quieres) morir(?:se|te)?", r"no quiere vivir", r"se mato",
)  # fmt: skip
