//! The word lists of the clause rules, in lower case, parted by spaces.

/// Words that open a clause of their own.
pub(super) const SUBORDINATORS: &str = "that which who whom whose while whereas because although though if unless when where \
    whether what how until once";

/// Verbs by which a source speaks; what follows them is another clause.
pub(super) const SAYING: &str = "said says say saying told tells tell estimated estimates estimate reported reports report noted \
    notes note wrote writes added adds claimed claims stated states showed shows show predicted predicts predict \
    forecast forecasts projected projects believes believed believe thinks argued argues warned warns announced \
    announces confirmed confirms found finds calculated calculates reckons reckoned suggested suggests revealed \
    reveals explained explains";

pub(super) const PRONOUNS: &str = "it they he she we you i there this these those both all most some none one others each many \
    several few another another's its their his her our your my";

pub(super) const DETERMINERS: &str = "the a an";

pub(super) const PREPOSITIONS: &str = "in on at by for from with to of under through after before since during between over about \
    as per against into despite according amid following including like near via within without among across until \
    than toward towards upon based due thanks such compared up down versus";

/// Prepositions after which a list of names may stand.
pub(super) const LEADING_TO_NAMES: &str = "by of with from between including as like for among";

/// Adverbs and other words that may stand before a subject or its verb.
pub(super) const LEADS: &str = "and but or so also then now already alone together meanwhile however moreover instead yet still \
    today yesterday again soon later once last next this past year month week quarter ever never just only even";

pub(super) const DATES: &str = "the first second third fourth early late mid end of year years half quarter month week monday \
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
    october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter last \
    this next fiscal same";

/// Words between a firm and what is its own.
pub(super) const MODIFIERS: &str = "planned new total annual quarterly monthly net gross operating combined proposed initial \
    additional first second third fourth quarter full year latest own current estimated global domestic overall \
    market record more than about around nearly some roughly over";

/// Things of a firm whose amount is the firm's.
pub(super) const OWNED: &str = "revenue revenues sales turnover profit profits earnings income loss losses margin margins shares \
    share stock deliveries output capacity production investment investments spending capex debt valuation value \
    capitalization capitalisation stake backlog orders bid offer takeover loan purchase pledge commitment acquisition \
    order shipments registrations exports cash";

/// Verbs in a form of their own.
pub(super) const FINITE: &str = "is are was were has have had will would can could may might must shall should does do did sold \
    bought spent made built won lost held rose fell grew cut paid took gave got saw bore led ran kept left met set put \
    brought sent began went came became";

/// Verbs of trade by their stem.
pub(super) const VERBS: &str = "invest plan bear spend make produce sell hold own operate supply account aim expect intend want \
    buy pay build use employ deliver ship earn lose raise cut get receive take seek offer need target hope run \
    generate export import order command control boast represent make rank post grow rise fall gain win lead charge \
    add expand install mine process manufacture acquire commit pledge contribute provide fund borrow owe face save keep lend count spread agree open cover \
    share split";
