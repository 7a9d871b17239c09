"""The words by which English says that somebody speaks, and those around them."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(verbs: str) -> frozenset[str]:
    """Each form of these regular verbs.

    >>> sorted(_forms("deny agree"))
    ['agree', 'agreed', 'agreeing', 'agrees', 'denied', 'denies', 'deny', 'denying']
    """
    found = set[str]()
    for verb in verbs.split():
        stem = verb[:-1] if verb.endswith("e") else f"{verb[:-1]}i" if verb.endswith("y") else verb
        third = f"{stem}es" if verb.endswith(("y", "ss", "sh", "ch", "e")) else f"{verb}s"
        going = verb if verb.endswith(("ee", "y")) else stem
        found |= {verb, third, f"{stem}ed", f"{going}ing"}
    return frozenset(found)


SPEAKING = _set("""
    say says said saying tell tells told telling ask asks asked asking answer answers answered answering reply
    replies replied replying respond responds responded responding add adds added adding write writes wrote
    written writing call calls called calling describe describes described describing insist insists insisted
    insisting explain explains explained explaining claim claims claimed claiming argue argues argued arguing
    warn warns warned warning declare declares declared declaring recall recalls recalled recalling testify
    testifies testified testifying conclude concludes concluded concluding confirm confirms confirmed
    confirming deny denies denied denying note notes noted noting remark remarks remarked remarking object
    objects objected objecting urge urges urged urging order orders ordered ordering demand demands demanded
    demanding shout shouts shouted shouting whisper whispers whispered whispering mutter mutters muttered
    muttering cry cries cried crying exclaim exclaims exclaimed exclaiming continue continues continued
    continuing joke jokes joked joking admit admits admitted admitting acknowledge acknowledges acknowledged
    acknowledging maintain maintains maintained maintaining state states stated stating announce announces
    announced announcing post posts posted posting tweet tweets tweeted speak speaks spoke spoken speaking
    read reads reading repeat repeats repeated repeating snap snaps snapped snapping beg begs begged begging
    plead pleads pleaded pleading promise promises promised promising vow vows vowed vowing suggest suggests
    suggested suggesting complain complains complained complaining confide confides confided confiding purport
    purports purported purporting remind reminds reminded reminding assure assures assured assuring allege
    alleges alleged alleging accuse accuses accused accusing dismiss dismisses dismissed dismissing praise
    praises praised praising quotes quoted quoting report reports reported reporting record recorded label
    labels labelled labeled refer refers referred referring swear swears swore swearing yell yells yelled
    yelling mock mocks mocked mocking boast boasts boasted boasting quip quips quipped retort retorts retorted
    stress stresses stressed stressing emphasise emphasises emphasised emphasize emphasizes emphasized comment
    comments commented commenting concede concedes conceded conceding assert asserts asserted asserting
    recount recounts recounted recounting relate relates related utter utters uttered uttering threaten
    threatens threatened threatening command commands commanded commanding sing sings sang singing mention
    mentions mentioned mentioning dispute disputes disputed disputing reveal reveals revealed revealing
    estimate estimates estimated estimating reckon reckons reckoned think thinks thought believe believes
    believed wonder wonders wondered remember remembers remembered portray portrays portrayed characterise
    characterises characterised characterize characterizes characterized go goes went put puts shot shoots
    send sends sent want wants wanted find finds found slam slams slammed slamming dub dubs dubbed dubbing
""") | _forms("""
    accept admonish agree apologise attest aver bellow bemoan berate blast blurt bluster boast brag brand
    cajole caution chide chuckle clarify condemn contend counter criticise criticize cry decry denounce deride
    disclose divulge doubt elaborate enquire establish fear fret fume gasp gloat groan growl grumble guess
    gush hail hint hiss howl implore imply inform inquire instruct interject intone lambast lament marvel moan
    mumble murmur muse narrate notify observe opine pledge point predict proclaim profess pronounce protest
    question rage rant reason rebuke recite refute reiterate reject relay rubbish rule scoff scold scream
    shriek sigh sneer speculate stammer stutter surmise suspect taunt tease thunder venture volunteer
    wail
""")
"""Each form of each verb."""

NEEDING = {
    **dict.fromkeys(("go", "goes", "went"), "on"),
    **dict.fromkeys(("put", "puts"), "it"),
    **dict.fromkeys(("shot", "shoots"), "back"),
    **dict.fromkeys(("want", "wants", "wanted"), "to"),
    **dict.fromkeys(("point", "points", "pointed", "pointing"), "out"),
    **dict.fromkeys(("refer", "refers", "referred", "referring"), "to"),
}
"""Those that speak only together with the next word."""

UNSAYING = {
    **dict.fromkeys(("call", "calls", "called"), ("on", "for")),
    **dict.fromkeys(("agree", "agrees", "agreed"), ("to", "with")),
}
"""Those that do not speak together with the next word."""

FINDING = _set("find finds found") | _forms("establish")
"""Those that tell what somebody found out only where a clause follows, or nothing."""

PLAIN = _set("say says said tell tells told ask asks asked add adds added write writes wrote")
"""Those that are no nouns, whatever stands before them."""

WEAK = _set("""
    read reads record recorded report reports send sends sent sing sings sang singing go goes went think
    thinks thought believe believes believed order orders command commands commanded post call state states
    calls claim answer answers demand cry cries stress object note notes promise joke remark comment label
    mention dispute disputes estimate estimates
""")
"""Those that are nouns too, or speak only now and then: they count where a quotation stands right by them."""

TELLING = _set("""
    tell tells told telling remind reminds reminded reminding assure assures assured assuring warn warns
    warned inform informs informed informing
""")
"""Those after which stands who is told."""

TALKING = _set("""
    speak speaks spoke speaking sing sings sang singing want wants wanted continue continues continued
    continuing put puts spoken fearing plead pleads pleaded pleading
""")
"""Verbs that tell that somebody speaks, and not what they say."""

ASKING = _set("ask asks asked asking") | _forms("demand urge")
"""Verbs that tell nothing unless a question follows, or what is quoted: whoever asks for something wants it."""

SHOWING = _set("show shows showed indicate indicates indicated")
"""What papers do and persons do not, where they tell that something is so."""

QUESTIONS = _set("whether if what who whom whose which why how when where")
"""What begins a question that is told and not asked."""

DENYING = _set("deny denies denied denying dispute disputes disputed disputing doubt doubts doubted")
"""Verbs that say something where they are denied, too."""

HEDGING = _set("""
    claim claims claimed claiming purport purports purported purporting allege alleges alleged alleging
""")
"""Verbs that hold what is said at a distance."""

BETWEEN = _set("""
    is are was were be been being has have had having can could may might must shall should will would do does
    did not never also later then now once again still even only just first soon often always finally simply
    merely repeatedly instead further recently already heard seen quoted recorded to said alleged reported
    believed thought understood rumoured rumored appears appear appeared seems seem seemed goes on going went
    kept keep keeps began begins started starts used ’s 's ’d 'd ’ve 've ’ll 'll ’re 're neither nor long
""")
"""What stands between who speaks and the verb."""

BEING = _set("is are was were be been")
PREPOSITIONS = _set("""
    in on at by from for with without about over under after before during since until to into through via per
    against among between despite near inside outside within across around behind following upon than like
    amid
""")
PLACING = PREPOSITIONS | {"of"}
DETERMINERS = _set("""
    the a an this that these those his her its their my our your one another some any every each no both two
    three four five several many
""")
NUMBERS = _set("two three four five several many")
PRONOUNS = _set("he she they it i we you who somebody someone nobody others")
PARTING = _set("""
    and but or so as that because when while where whether if though although unless whereas what how why
    which who whom whose then yet nor
""")
"""What another clause begins with."""

RELATIVE = _set("who whom whose which")
MODIFYING = _set("""
    familiar aware privy interviewed addressed passed handed given shown provided supplied who whom whose
    which that identified known believed said described named called calling claiming alleged thought purporting
    speaking serving working living wearing holding using seen quoted reached contacted asked released
    published obtained posted leaked aired shared circulated issued sent written signed dated close
""")
"""What begins to tell more of somebody who was named."""

HAPPENING = _set("""
    struck took gave made left came went got ran saw knew found held kept stood sat began spoke wrote told
    said put set let met sent lost won fell felt rose broke chose drove ate flew forgot grew hung laid led lay
    paid rang sang shot showed shut slept sold swore taught threw understood wore wept fought caught brought
    bought built dealt dug fed fled froze hid hit hurt knelt lent meant quit rode sank sought shook slid spent
    split spread stole stuck swung tore woke
""")
"""Verbs whose past does not end in -ed, and which a subject ends before."""

NO_ADVERBS = _set("daily weekly monthly family early only ally reply italy july")

OPENING = _set("then later now meanwhile afterwards")
QUESTIONED = _set("asked reached contacted pressed questioned told when speaking writing talking answering as")
"""What a sentence may begin with before it says of whom it is, other than prepositions."""

LEADING = OPENING | _set("""
    but and so yet however today yesterday here there still earlier instead also perhaps yes no once monday
    tuesday wednesday thursday friday saturday sunday
""")
"""Capital letters at the beginning of a sentence that begin no name."""

MALE = _set("""
    mr he him his man men boy father brother son husband uncle grandfather king prince spokesman chairman
    policeman businessman fisherman bishop priest lad sir
""")
FEMALE = _set("""
    mrs ms miss she her woman women girl mother mum sister daughter wife aunt grandmother queen princess
    spokeswoman chairwoman policewoman businesswoman widow nun lady madam
""")
_OFFICES = _set("""
    soldier officer captain major colonel general lieutenant sergeant private commander deputy minister
    president mayor prefect director engineer lawyer judge prosecutor witness clerk driver operator linguist
    phonetician expert analyst spokesperson speaker leader lawmaker senator member aide secretary professor
    doctor teacher neighbour neighbor friend colleague relative child pilot skipper dispatcher supervisor
    chaplain surveyor deckhand executive reporter journalist editor author historian chief head boss manager
    owner resident voter voice caller interlocutor subordinate chair counsel user person guest presenter
    conscript recruit gunner sniper medic nurse
""")
SPEAKING_FOR = (
    "spokes",
    "lawyer",
    "solicitor",
    "attorney",
    "representative",
    "aide",
    "assistant",
    "agent",
    "publicist",
    "interpreter",
    "counsel",
)
"""Through whom somebody speaks who does not speak themselves."""

PERSONS = MALE | FEMALE | _OFFICES
PLURAL = _set("""
    they people men women soldiers officers police relatives guests prosecutors officials experts residents
    witnesses reporters members critics supporters lawyers investigators judges others
""")
MANY = PLURAL | {f"{one}s" for one in PERSONS} | _set("sources insiders aides deputies attorneys")
"""Several who may speak, without "the" before them."""

QUANTITIES = _set("neither none nobody all both each everybody everyone somebody someone")
"""What a sentence may be about without naming anybody."""

THINGS = _set("""
    ministry commission committee report memo council office agency brigade group company line statement
    letter government staff board union party family crowd team firm city club school church bank channel
    station network magazine post weekly insurer ministry hospital university service bureau force crew couple
    public parliament cabinet newspaper paper court diocese operator regulator law article tape recording
    transcript verdict police army regiment department outlet website site broadcaster
""")
"""What `it` may stand for."""

SILENT = _set("""
    recording recordings call tape tapes transcript transcripts protocol document documents report audio clip
    file intercept intercepts message messages footage video record records log translation
""")
"""What somebody may speak according to, and does not speak itself."""

PAPERS = _set("""
    records documents files filings papers emails messages letters minutes metadata data figures statistics
    imagery images photographs photos receipts logs accounts invoices registers document filing memo register
    record report survey poll study review contract
""")
"""What shows that something is so, and is cited for it as somebody would be."""

TAPES = _set("""
    recording recordings audio tape tapes call calls clip clips intercept intercepts conversation
    conversations footage video
""")
"""What is cited as the recording, and not as whoever says so."""

ASIDES = _set("however though too meanwhile moreover nevertheless nonetheless indeed therefore also instead")
"""What may stand between two commas anywhere in a clause."""

TIMES = _set("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow last there here
    earlier later twice
""")
"""What says when or where right after somebody is named."""

ABBREVIATIONS = _set("""
    mr mrs ms dr prof st lt col gen maj capt sgt cpl pvt adm cmdr rev hon sen rep gov no vs etc e.g i.e u.s
    u.k jr sr inc corp ltd jan feb aug sept oct nov dec ave blvd ala ariz calif colo conn fla ind kan ky mich
    minn mont neb nev okla penn tenn tex wis wyo
""")

CLOCK = _set("a.m p.m")
AFTER_CLOCK = _set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb aug sept oct nov dec est edt cst pst gmt utc bst cet
""")
"""Capital letters that go on after a time of day."""
