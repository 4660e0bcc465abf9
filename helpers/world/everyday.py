"""Everyday prompts: what people ask a chat assistant that is outside this model's small world.

In: a grammar of requests (capitals, recipes, poems, code, small talk, gibberish ...) whose slots
are filled from hand-written lists, then typed the way people type. The lists make this module long.
Out: anything the model is trained to do (tickets, spelling, sums, passages, JSON, summaries), the
reply it gives, and the held-out prompts (datasets/everyday.csv), which share no request with this.

    everyday(random.Random(7)) -> one prompt, e.g. "hey, can a hamster live with a ferret"
"""

import random
import re

# name: entries separated by ", "; an indented line continues the one above
SLOT_LISTS = """\
city: Paris, London, Tokyo, Berlin, Madrid, Rome, Vienna, Prague, Lisbon, Dublin, Athens, Oslo,
  Stockholm, Helsinki, Warsaw, Budapest, Istanbul, Cairo, Nairobi, Lagos, Accra, Cape Town,
  Marrakesh, Tunis, Dubai, Doha, Mumbai, Delhi, Kolkata, Karachi, Dhaka, Bangkok, Hanoi, Manila,
  Jakarta, Singapore, Kuala Lumpur, Seoul, Beijing, Shanghai, Osaka, Kyoto, Sydney, Melbourne,
  Perth, Auckland, Wellington, Toronto, Montreal, Vancouver, Boston, Chicago, New York, Denver,
  Seattle, Portland, Austin, Dallas, Miami, San Francisco, Los Angeles, San Diego, Mexico City,
  Havana, Bogota, Lima, Quito, Santiago, Buenos Aires, Montevideo, Rio de Janeiro, Sao Paulo,
  Reykjavik, Edinburgh, Glasgow, Manchester, Leeds, Bristol, Lyon, Marseille, Munich, Hamburg,
  Cologne, Zurich, Geneva, Milan, Venice, Naples, Florence, Barcelona, Seville, Porto, Krakow,
  Riga, Tallinn, Vilnius, Zagreb, Belgrade, Sofia
country: France, Germany, Spain, Portugal, Italy, Greece, Turkey, Poland, Hungary, Austria,
  Switzerland, Belgium, the Netherlands, Denmark, Norway, Sweden, Finland, Iceland, Ireland,
  Scotland, Wales, England, Croatia, Serbia, Romania, Bulgaria, Ukraine, Estonia, Latvia,
  Lithuania, Egypt, Morocco, Kenya, Ghana, Nigeria, Ethiopia, Tanzania, South Africa, Namibia,
  Senegal, India, Pakistan, Nepal, Sri Lanka, Bangladesh, China, Mongolia, Japan, South Korea,
  Vietnam, Thailand, Laos, Cambodia, Malaysia, Indonesia, the Philippines, Australia, New Zealand,
  Fiji, Canada, Mexico, Cuba, Jamaica, Guatemala, Panama, Colombia, Ecuador, Peru, Bolivia, Chile,
  Argentina, Uruguay, Paraguay, Brazil, Jordan, Oman, Georgia, Armenia, Kazakhstan, Madagascar
place: the Alps, the Andes, the Sahara, the Amazon, the Nile, the Danube, the Himalayas, Mount
  Everest, Lake Victoria, the Dead Sea, the Grand Canyon, Niagara Falls, the Great Wall, the Eiffel
  Tower, the Pyramids, Stonehenge, the Black Forest, the Baltic Sea, the Pacific Ocean, the Gobi
  Desert, Antarctica, Greenland, Patagonia, Tuscany, Bavaria, Brittany, Sicily, Crete, Corsica,
  Tasmania, Hokkaido, Siberia, Yellowstone, the Serengeti, the Great Barrier Reef, Machu Picchu,
  Petra, the Red Sea, the Rhine, the Mississippi
animal: dog, cat, horse, cow, pig, sheep, goat, rabbit, hamster, guinea pig, parrot, budgie,
  goldfish, turtle, tortoise, gecko, snake, frog, toad, newt, hedgehog, squirrel, fox, wolf, bear,
  lion, tiger, leopard, cheetah, elephant, giraffe, zebra, rhino, hippo, camel, llama, kangaroo,
  koala, penguin, seal, walrus, dolphin, whale, shark, octopus, squid, jellyfish, crab, lobster,
  snail, spider, scorpion, bee, wasp, ant, butterfly, moth, dragonfly, beetle, owl, eagle, falcon,
  crow, pigeon, sparrow, robin, swan, duck, goose, chicken, turkey, ostrich, bat, mouse, rat,
  otter, beaver, badger, deer, moose, donkey
pet: puppy, kitten, old cat, labrador, poodle, hamster, rabbit, parrot, budgie, guinea pig,
  goldfish, tortoise, ferret, gecko, border collie, beagle, dachshund, husky, corgi, rescue dog,
  pony, canary, bulldog, tomcat
food: pizza, lasagne, risotto, paella, sushi, ramen, pad thai, chicken curry, dal, naan, tacos,
  guacamole, chili, burgers, meatballs, roast chicken, fish pie, shepherd's pie, potato salad,
  tomato soup, onion soup, pumpkin soup, borscht, pierogi, goulash, schnitzel, fondue, quiche,
  ratatouille, omelette, pancakes, waffles, crepes, banana bread, apple pie, cheesecake, brownies,
  scones, muffins, cookies, carrot cake, tiramisu, trifle, sourdough, focaccia, bagels, hummus,
  falafel, tabbouleh, couscous, kebab, dumplings, spring rolls, fried rice, kimchi, bibimbap, pho,
  porridge, granola, coleslaw, mashed potatoes, gravy, lentil stew, bean salad, jam, ice cream
ingredient: rice, pasta, potatoes, leeks, carrots, onions, garlic, mushrooms, spinach, broccoli,
  cauliflower, cabbage, beetroot, aubergine, courgettes, peppers, tomatoes, chickpeas, lentils,
  tofu, eggs, feta, cheddar, yoghurt, butter, cream, salmon, tuna, prawns, minced beef, pork chops,
  bacon, sausages, ginger, lemons, apples, bananas, strawberries, rhubarb, walnuts, almonds, honey,
  oats, stale bread, coconut milk
drink: green tea, black coffee, espresso, hot chocolate, lemonade, orange juice, red wine, white
  wine, cider, iced tea, a smoothie, ginger beer, kombucha, oat milk, a latte, mulled wine,
  sparkling water
person: Napoleon, Cleopatra, Julius Caesar, Mozart, Beethoven, Bach, Shakespeare, Jane Austen,
  Charles Dickens, Leonardo da Vinci, Michelangelo, Rembrandt, Galileo, Isaac Newton, Marie Curie,
  Charles Darwin, Ada Lovelace, Socrates, Plato, Aristotle, Confucius, Genghis Khan, Marco Polo,
  Columbus, Magellan, Joan of Arc, Queen Victoria, Abraham Lincoln, George Washington, Florence
  Nightingale, Louis Pasteur, Nikola Tesla, Thomas Edison, Vincent van Gogh, Claude Monet, Chopin,
  Vivaldi, Homer, Dante, Cervantes, Goethe, Kant, Descartes, Archimedes, Euclid, Pythagoras,
  Hannibal, Spartacus, Nefertiti, Montezuma
event: the French Revolution, the First World War, the fall of Rome, the Black Death, the moon
  landing, the Great Fire of London, the Industrial Revolution, the Renaissance, the Crusades, the
  Cold War, the fall of the Berlin Wall, the gold rush, the Boston Tea Party, the Battle of
  Hastings, the Norman conquest, the Reformation, the Great Depression, the Russian Revolution, the
  American Civil War, the first Olympics, the sinking of the Titanic, the eruption of Vesuvius, the
  Silk Road, the Viking age, the Ming dynasty, the Ottoman Empire, the Stone Age, the Bronze Age,
  the Space Race
science: photosynthesis, gravity, black holes, the big bang, evolution, plate tectonics, magnetism,
  electricity, radioactivity, quantum mechanics, relativity, entropy, osmosis, mitosis, DNA,
  vaccines, antibiotics, volcanoes, earthquakes, tides, eclipses, rainbows, lightning, tornadoes,
  the water cycle, the ozone layer, the greenhouse effect, nuclear fusion, semiconductors, lasers,
  superconductors, dark matter, neutron stars, comets, the aurora, fossils, stem cells, the immune
  system, hormones, neurons, enzymes, viruses, bacteria, atoms, isotopes, acids and bases, the
  periodic table, sound waves, infrared light, friction
element: iron, gold, silver, copper, helium, hydrogen, oxygen, carbon, sodium, lithium, mercury,
  lead, zinc, neon, uranium, nitrogen, aluminium, tin, platinum, calcium
planet: Mars, Venus, Jupiter, Saturn, Mercury, Neptune, Uranus, Pluto, the Moon, the Sun, Titan,
  Europa
language: French, German, Italian, Portuguese, Dutch, Swedish, Norwegian, Danish, Finnish, Polish,
  Czech, Hungarian, Greek, Turkish, Arabic, Hebrew, Hindi, Urdu, Bengali, Tamil, Mandarin,
  Cantonese, Japanese, Korean, Vietnamese, Thai, Swahili, Latin, Welsh, Irish, Russian, Ukrainian,
  Icelandic, Esperanto
phrase: good morning, thank you very much, where is the station, I love you, how much is this, see
  you tomorrow, the bill please, I am lost, my name is Anna, happy birthday, have a nice day, good
  luck, I don't eat meat, can you help me, what time is it, the weather is lovely, my cat is
  hungry, I missed the train, we are getting married, cheers, I am allergic to nuts, where is the
  toilet, welcome home, sleep well
wordy: serendipity, melancholy, ubiquitous, ephemeral, pragmatic, irony, nostalgia, zeitgeist,
  hubris, empathy, altruism, paradox, metaphor, satire, stoic, resilience, candour, frugal,
  obsolete, verbose, benevolent, quixotic, laconic, arduous, eloquent, ambiguous, cynical,
  whimsical, bureaucracy, gerrymander, petrichor, onomatopoeia, oxymoron, juxtaposition, hyperbole,
  anecdote, epiphany, dilemma, entrepreneur, inflation, equity, mortgage, catharsis, kerfuffle
topic: the sea, autumn, my grandmother, friendship, lost love, a rainy Sunday, the moon, coffee,
  growing old, a small town, winter mornings, a broken clock, the city at night, my first bike,
  forgiveness, hope, a lighthouse, the desert, an empty house, spring flowers, a train journey, my
  dog, freedom, silence, the stars, a storm, homesickness, a market in summer, an old photograph,
  snow, bees, a river, time, the colour blue, courage, a forgotten song, moving house, mountains, a
  teacher, the last day of school
noun: time, money, love, music, art, dancing, cooking, justice, democracy, fashion, football,
  marriage, school, homework, technology, robots, aliens, ghosts, chocolate, cheese, electric cars,
  nuclear power, social media, television, video games, meditation, yoga, tattoos, modern art,
  poetry, jazz, opera, camping, remote work, zoos, space travel, cryptocurrency, recycling,
  veganism, public transport, gardening, astrology, philosophy, capitalism, celebrity culture,
  sleep, coffee, books, libraries, museums
feeling: sad, lonely, anxious, happy, bored, tired, angry, stressed, excited, nervous, homesick,
  overwhelmed, jealous, guilty, grateful, confused, heartbroken, proud, restless, hopeless,
  embarrassed, cheerful, grumpy, sleepy, curious, motivated, worried, scared
relative: mum, dad, sister, brother, son, daughter, grandmother, grandfather, uncle, aunt, cousin,
  niece, nephew, wife, husband, partner, girlfriend, boyfriend, best friend, neighbour, boss,
  flatmate, teacher, mother-in-law, toddler, baby, teenager, colleague, roommate, godmother
name: Anna, Tom, Priya, Marek, Sofia, Liam, Chen, Fatima, Oscar, Ingrid, Pablo, Nora, Kofi, Yuki,
  Elif, Hugo, Mila, Ravi, Zoe, Felix, Grace, Omar, Ruth, Ivan, Lucy, Dmitri, Hannah, Theo, Amara,
  Jonas
profession: nurse, teacher, plumber, electrician, pilot, chef, baker, lawyer, architect,
  accountant, carpenter, dentist, vet, pharmacist, firefighter, journalist, photographer, graphic
  designer, translator, librarian, farmer, gardener, mechanic, barista, waiter, hairdresser,
  florist, astronaut, marine biologist, social worker, paramedic, tailor, actor, dancer, musician,
  painter, real estate agent, truck driver, flight attendant, project manager, data analyst,
  midwife, surgeon, judge, tour guide
sport: football, tennis, basketball, cricket, rugby, golf, hockey, volleyball, handball, badminton,
  table tennis, swimming, rowing, cycling, skiing, snowboarding, skating, surfing, sailing, boxing,
  judo, karate, fencing, archery, gymnastics, athletics, baseball, squash, climbing, triathlon
team: the Tigers, the Falcons, the Rovers, the Wanderers, the Red Devils, the Bears, the Sharks,
  the Kings, United, City, the national team, the Wolves, Real, the Giants, the Warriors, the home
  side
competition: the World Cup, the Champions League, Wimbledon, the Olympics, the Tour de France, the
  Super Bowl, the marathon, the cup final, the grand prix, the Six Nations, the derby, the US Open,
  the Ashes, the Davis Cup
hobby: knitting, pottery, chess, birdwatching, photography, painting, calligraphy, origami,
  woodworking, baking, running, hiking, fishing, gardening, sewing, crochet, juggling, stargazing,
  model trains, blogging, salsa dancing, yoga, kayaking, beekeeping, drawing, singing, stamp
  collecting, bouldering, home brewing, geocaching, candle making, whittling
instrument: piano, guitar, violin, cello, flute, clarinet, trumpet, saxophone, drums, harp,
  ukulele, accordion, banjo, harmonica, oboe, trombone, bass guitar, organ, recorder, bagpipes
plant: tomatoes, basil, mint, roses, tulips, lavender, orchids, cactus, ferns, ivy, sunflowers,
  lemon tree, apple tree, fig tree, monstera, succulents, hydrangeas, peonies, geraniums,
  daffodils, strawberries, raspberries, pumpkins, potatoes, carrots, lettuce, chillies, rosemary,
  thyme, parsley, bonsai, bamboo, peace lily, aloe vera, olive tree, rhubarb, beans, peas,
  courgettes, lawn
object: sofa, lamp, kettle, toaster, fridge, oven, dishwasher, washing machine, vacuum cleaner,
  hair dryer, bicycle, tent, backpack, suitcase, watch, umbrella, raincoat, winter coat, running
  shoes, hiking boots, sunglasses, mattress, pillow, desk, office chair, bookshelf, camera,
  headphones, phone, tablet, laptop, monitor, keyboard, printer, television, speaker, coffee
  machine, frying pan, knife, blender, drill, ladder, lawn mower, rug, curtain, mirror, candle,
  wallet, handbag, stroller, car seat, board game, guitar, piano, electric scooter
material: wool, cotton, silk, leather, wood, oak, glass, steel, brass, plastic, concrete, marble,
  paper, rubber, velvet, linen, clay, wax, paint, ink, rust, limescale, mould
carpart: brakes, clutch, gearbox, battery, engine, exhaust, headlights, tyres, windscreen wipers,
  radiator, alternator, spark plugs, steering wheel, air conditioning, fuel pump, boot, handbrake,
  suspension
car: old Volvo, hatchback, van, pickup, motorbike, electric car, camper, estate car, convertible,
  minibus, hybrid, scooter, tractor
carsound: squeaking, grinding, rattling, making a strange noise, leaking, smoking, overheating,
  stuck, vibrating, not working, smelling of burnt rubber, clicking
bodypart: back, knee, shoulder, neck, ankle, wrist, elbow, hip, foot, stomach, head, throat, ear,
  eye, tooth, jaw, chest, big toe, thumb, leg
ailment: a cold, a fever, a headache, a sore throat, a cough, hay fever, a migraine, a rash,
  insomnia, hiccups, heartburn, a nosebleed, a blister, sunburn, a mosquito bite, food poisoning,
  dizziness, a sprained ankle, back pain, dry skin, an ear infection, acne, a stiff neck, low blood
  pressure, toothache
medicine: ibuprofen, paracetamol, aspirin, vitamin D, antibiotics, cough syrup, melatonin, iron
  tablets, antihistamines, magnesium, eye drops, probiotics
legal: break my lease, contest a parking fine, write a will, change my name, get divorced, sue my
  landlord, register a trademark, get a refund from an airline, appeal a speeding ticket, adopt a
  child, apply for a visa, renew my passport, set up a charity, evict a tenant, copyright a song
finance: my savings, a mortgage, a pension, shares, bonds, gold, an index fund, a student loan,
  credit card debt, my tax return, life insurance, a car loan, rent, an emergency fund, dividends,
  a house deposit, crypto, my first salary, real estate, inheritance tax
company: the tech giants, my bank, the airline, the supermarket, that new burger chain, the
  railway, the oil companies, the car makers, the big streaming service
film: The Paper Lantern, Midnight at the Harbour, Seven Foxes, The Last Cartographer, Iron Meadow,
  A Song for Marta, Starfall Nine, The Clockmaker's Daughter, Beneath the Ice, Return to Willow
  Street, Dust and Honey, The Quiet Planet, Night Ferry, The Glass Orchard, Captain Bramble, Echo
  Valley, Two Tickets to Trieste, Moon Over Lisbon, The Hollow Crown of Ash, Red Kite
book: The Salt Road, The Orchard Keeper's Son, Letters to Nobody, The Winter Atlas, A Field Guide
  to Sorrow, House of Sparrows, The Tin Violin, Ashes of Avalon, The Lemon Year, What the Tide
  Knew, Don Quixote, Hamlet, Moby Dick, War and Peace, Pride and Prejudice, Frankenstein, Dracula,
  the Odyssey, Robinson Crusoe, Oliver Twist
song: Blue Umbrella, Ride the Morning, Ten Little Stars, Hold the Line Tonight, Winter Sun, Silver
  Roads, My Heart Is a Drum, Greensleeves, Auld Lang Syne, Silent Night, Jingle Bells, Paper Boats,
  Dancing in July, Ode to Joy, Twinkle Twinkle Little Star
artist: the Velvet Herons, Mona Lark, DJ Thimble, the Copper Kings, Juno Vale, Old Harbour Band,
  Sister Marigold, the Night Bakers, Leo Fontaine, the Paper Tigers
genre: comedy, thriller, horror, romance, science fiction, fantasy, documentary, western, musical,
  crime, historical, mystery, animated, superhero, war, detective, classic, adventure
music: jazz, blues, rock, pop, techno, folk, country, classical, hip hop, reggae, metal, soul,
  disco, punk, opera, ambient
game: chess, poker, bridge, Scrabble, Monopoly, backgammon, go, checkers, solitaire, charades, hide
  and seek, tic tac toe, hangman, twenty questions, rock paper scissors, dominoes, darts, bowling,
  Minecraft, Tetris
opening: e4, d4, c4, Nf3, the Sicilian, the French Defence, the Queen's Gambit, the Caro-Kann, the
  King's Indian, the Ruy Lopez, the London System
zodiac: Aries, Taurus, Gemini, Cancer, Leo, Virgo, Libra, Scorpio, Sagittarius, Capricorn,
  Aquarius, Pisces
dream: flying, falling, losing my teeth, being chased, an exam, my old house, a talking fish,
  snakes, drowning, a dark forest, missing a train, an old friend, spiders, being late, a wedding,
  a huge wave
day: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, tomorrow, today, tonight, next
  week, this weekend, yesterday, the day after tomorrow
holiday: Christmas, Easter, Halloween, New Year's Eve, Valentine's Day, Mother's Day, Hanukkah,
  Ramadan, Eid, Diwali, Thanksgiving, Lunar New Year, Passover, Midsummer, Carnival, Bastille Day
month: January, February, March, April, May, June, July, August, September, October, November,
  December
religion: Buddhism, Islam, Christianity, Judaism, Hinduism, Sikhism, Taoism, Shinto, the Bible, the
  Quran, the Torah, karma, Lent, the Reformation, reincarnation, baptism, the Pope, meditation,
  monks, Zen
philosophy: free will, the meaning of life, happiness, truth, consciousness, beauty, evil, God, the
  soul, justice, morality, time, infinity, death, identity, knowledge, reality, virtue, freedom,
  love
parenting: won't sleep, refuses vegetables, is teething, has tantrums, bites other kids, is scared
  of the dark, hates school, won't share toys, stays up too late, is glued to a screen, wets the
  bed, is shy, won't do homework, talks back, is being bullied, wants a phone
techlang: JavaScript, Java, Rust, Go, C++, C, PHP, Ruby, Swift, Kotlin, TypeScript, Haskell, Perl,
  Scala, R, MATLAB, Bash, assembly, COBOL, Lua
framework: React, Vue, Angular, Svelte, Django, Flask, Rails, Spring, Laravel, Next.js, Tailwind,
  Bootstrap, jQuery, Flutter, Unity, Express
component: login form, navbar, date picker, dropdown, to-do list, carousel, modal, shopping cart,
  photo gallery, dark mode toggle, chat window, progress bar, footer, sidebar, sign-up page,
  calendar, landing page, contact form
codeerror: segmentation fault, null pointer exception, undefined is not a function, index out of
  bounds, stack overflow, syntax error, CORS error, module not found, merge conflict, memory leak,
  infinite loop, type mismatch, 404, blank white page
pattern: an email address, a phone number, a postcode, a date, a URL, an IP address, a hex colour,
  a credit card number, a hashtag, a username, a licence plate
algorithm: quicksort, binary search, Dijkstra, merge sort, a linked list, a hash table, depth-first
  search, a bloom filter, a binary tree, a stack, A star, bubble sort
tool: Excel, Word, PowerPoint, Photoshop, Linux, Windows, my Mac, Docker, Kubernetes, git, Figma,
  Outlook, my iPhone, Android, the wifi router, a VPN, Google Sheets, a smart TV, the printer
function: x^2, sin x, cos 2x, 1/x, e^x, ln x, x^3 + 2x, tan x, sqrt(x), x e^x, 5x^4, sin x cos x,
  1/(1+x^2)
equation: x^2 - 5x + 6 = 0, 3x + 7 = 22, 2x - 4 = 10, x^3 = 27, 2^x = 64, x^2 + 1 = 0, y = 4x - 3,
  5(x - 2) = 15, x^2 + 4x = 12
theorem: Pythagoras' theorem, Fermat's last theorem, the chain rule, Bayes' theorem, the binomial
  theorem, Euler's formula, the quadratic formula, the prime number theorem, the pigeonhole
  principle, the law of large numbers, the standard deviation, a matrix, an eigenvalue, a
  derivative, complex numbers, logarithms
number: 7, 12, 17, 24, 36, 48, 60, 84, 90, 99, 120, 144, 210, 256, 360, 512, 625, 1001, 2024, 5040,
  3, 5, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200
length: miles, kilometres, metres, feet, inches, yards, centimetres, light years, nautical miles
weight: kilos, pounds, ounces, grams, stone, tons
volume: cups, litres, gallons, pints, tablespoons, millilitres, teaspoons, fluid ounces
currency: dollars, euros, pounds, yen, rupees, francs, pesos, kronor, zloty, won, lira, rand,
  dirhams
speechfor: a wedding, my sister's wedding, a retirement party, a funeral, a graduation, a birthday
  party, my best man duties, an award, a school assembly, a farewell lunch, an anniversary, the
  opening of our café, a charity dinner
lettertype: cover letter, thank-you note, love letter, resignation letter, letter of
  recommendation, apology, birthday card, postcard, condolence note, invitation, dating profile,
  motivational quote, personal statement, CV, wedding toast, dinner invitation, complaint to the
  council
style: Shakespeare, a pirate, a noir detective, a grumpy old man, a fairy tale, a sports
  commentator, a haiku, a limerick, a medieval bard, a news reader, a cowboy, a robot, a drama
  queen, a nature documentary, a sonnet, free verse
character: a pirate, a wizard, a dragon, a Victorian butler, a space captain, a medieval knight, a
  detective, a cat, a vampire, a Roman emperor, a ghost, a talking tree, a wise old monk, a
  mermaid, my therapist, a job interviewer, a grumpy innkeeper, a time traveller, an elf, a robot
  from the future, a superhero, a tour guide, a famous chef, a tennis coach
storyabout: a dragon who is afraid of fire, two brothers lost at sea, a detective in a snowed-in
  hotel, a girl who talks to birds, the last tree on Earth, a robot that learns to paint, a haunted
  lighthouse, a baker who solves crimes, an astronaut who misses home, a fox and a hen, a magic
  umbrella, a village without clocks, a shy giant, a lost letter, a boy with a wooden heart, a race
  across the desert, a queen in disguise, a cat that runs a bookshop, twins who swap lives, a dream
  thief
essay: climate change, social media and teenagers, the causes of the First World War, school
  uniforms, renewable energy, the role of women in Hamlet, plastic pollution, artificial
  intelligence, urban planning, animal rights, the death penalty, globalisation, immigration, the
  Roman Empire, mental health, fast fashion, space exploration, voting at sixteen, healthy eating,
  the importance of reading
news: the election, the stock market, the strike, the earthquake, the peace talks, the budget, the
  new tax law, the heatwave, the royal family, the space launch, oil prices, the housing market,
  the floods, the court case, the climate summit, house prices, the football transfer window, the
  train strikes
weather: rain, snow, sunshine, a storm, fog, hail, frost, a heatwave, wind, thunder, ice, a
  hurricane
chore: clean an oven, unclog a sink, remove a wine stain, fold a fitted sheet, iron a shirt, tie a
  tie, sharpen a knife, hang a picture, change a light bulb, fix a dripping tap, wash a wool
  jumper, get rid of ants, paint a wall, descale a kettle, patch a hole in drywall, change a tyre,
  sew on a button, put up a shelf, bleed a radiator, defrost a freezer, pack a suitcase, wrap a
  present, build a campfire, pitch a tent, jump-start a car, tile a bathroom, clean suede shoes,
  remove chewing gum, open a stuck jar, fix a zip
skill: juggle, swim, whistle, dance the tango, ride a unicycle, do a handstand, play the guitar,
  touch type, draw faces, speak in public, make small talk, negotiate a raise, meditate, sing in
  tune, knit a scarf, bake bread, drive a manual car, ski, skateboard, do a backflip, moonwalk,
  write calligraphy, read faster, remember names, wake up early, quit smoking, lose weight, build
  muscle, run a marathon, fall asleep faster, save money, stop procrastinating, make friends, learn
  a language, be more confident
whyq: is the sky blue, do cats purr, do we dream, is the sea salty, do leaves fall, do onions make
  you cry, do birds fly south, is blood red, do dogs wag their tails, does ice float, do we yawn,
  does bread rise, do stars twinkle, do people snore, is grass green, do bees make honey, do we
  have leap years, does metal rust, do mosquitoes bite, do fingers wrinkle in water, does popcorn
  pop, do planes fly, is yawning contagious, do moths like light, does time go faster as we age, do
  zebras have stripes
howq: do planes stay up, do magnets work, is glass made, is cheese made, does a fridge work, do
  submarines dive, do bees find flowers, does soap clean, do touch screens work, is paper made, do
  noise cancelling headphones work, do solar panels work, are pearls formed, does GPS work, do
  fireflies glow, is chocolate made, do elevators work, does the heart beat, do vaccines work, are
  rainbows formed, does a microwave heat food, do whales sleep, do batteries store energy, do
  mirrors work
whenq: was the printing press invented, did the dinosaurs die out, does the sun set, is the next
  full moon, did the Beatles split up, was the telephone invented, do the clocks change, does
  summer start, is the next leap year, did the Titanic sink, was coffee discovered, does school
  start, were the first coins made, does the post office open, did people start to farm, is the
  best time to plant garlic, was football invented, did Pompeii burn
record: the tallest building, the longest river, the biggest ocean, the fastest animal, the oldest
  tree, the smallest country, the deepest lake, the highest mountain, the largest desert, the
  hottest planet, the heaviest metal, the loudest bird, the oldest university, the most spoken
  language, the biggest stadium, the longest bridge, the coldest place on Earth, the most expensive
  painting, the rarest gem, the brightest star
attribute: population, national anthem, flag, currency, official language, area, national dish,
  climate, highest mountain, president, prime minister, king, time zone, dialling code, minimum
  wage, main export, driving age, largest city, national bird, history
shop: a supermarket, the post office, the pharmacy, a bakery, the bank, a petrol station, an
  Italian restaurant, a cinema, the library, a gym, a vet, a hairdresser, the train station, a car
  wash, a bookshop, a hardware store, the museum, a hotel, a campsite, a dentist
occasion: a first date, a job interview, a wedding, a funeral, a picnic, a beach holiday, a ski
  trip, a dinner party, prom, a baby shower, a hike, a housewarming, a business trip, a school
  reunion, a garden party, a road trip, a festival
taste: spicy, vegan, gluten-free, cheap, quick, healthy, low-carb, sweet, kid-friendly, vegetarian,
  traditional, fancy, dairy-free, one-pot, five-minute
colour: red, blue, green, yellow, purple, orange, pink, brown, black, white, grey, turquoise, gold,
  silver, navy, beige
adj: good, great, cheap, nice, funny, romantic, quiet, famous, weird, interesting, popular,
  beautiful, easy, decent, unusual, cosy, memorable, simple, short, long, scary, relaxing
kind: flower, colour, food, song, film, book, animal, season, number, sport, band, city, painter,
  ice cream flavour, month, language, word, holiday, game, planet, smell, poem, drink, superhero,
  joke, country
selfpart: feelings, a body, a family, a name, friends, a birthday, dreams, hobbies, a soul, a
  gender, parents, a memory, opinions, a favourite team, a sense of humour, a boss, free will,
  rights, eyes, a voice
ability: feel pain, see me, hear me, lie, fall in love, learn from me, remember me, think, drive a
  car, paint, sing, taste food, get bored, sleep, see pictures, search the internet, make mistakes,
  keep a secret, call my mum, order a pizza, set an alarm, play music, book a table, send an email,
  tell the future, open a file, draw a cat, read my mind, go offline, speak out loud
style2: in one sentence, in simple words, like I'm five, in detail, step by step, briefly, with
  examples, in three bullet points, for a school project, for beginners, quickly, in plain English,
  in 100 words
quality: better, worse, cheaper, healthier, faster, more fun, safer, more important, more
  beautiful, harder
stuff: plot, ending, moral, cast, soundtrack, author, director, release date, main character, best
  quote, meaning, sequel, length, setting, first line
greeting: hello, hi, hey, hiya, yo, good morning, good evening, howdy, greetings, hello there, sup,
  good afternoon, heya, oi, hola, bonjour, g'day, evening, morning all, hallo
smalltalk: how are you, how's it going, what's up, how was your day, nice to meet you, are you
  there, long time no see, you ok, what's new, how do you do, how have you been, all good, had a
  nice weekend, what are you up to, slept well, anyone home, how's life, you awake, ready for the
  weekend, everything alright
praise: you're awesome, thanks a lot, you rock, that was great, good bot, I like you, well done,
  cheers mate, you're my best friend, you made my day, nice one, love it, that's so kind of you,
  much appreciated, brilliant
insult: you're useless, that was rubbish, you're boring, this is a waste of time, you don't know
  anything, bad bot, you're wrong, that's nonsense, you're so slow, my toaster is smarter, I don't
  believe you, stop talking, leave me alone, this is silly, you are annoying me
short: ok, okay, yes, no, maybe, lol, haha, hmm, wow, why, what, really, help, stop, sure, nah,
  bye, goodbye, test, testing, nothing, never mind, idk, whatever, oops, cool, huh, who, where,
  when, how, again, more, next, continue, go on, surprise me, anything, you choose, please
eventplan: a surprise party, a wedding, a road trip, a weekend away, a picnic, a school reunion, a
  hen party, a housewarming, a camping trip, a family dinner, a city break, a honeymoon, a garden
  party, a charity run, a book club, a movie night, a kids' birthday, a barbecue
currentthing: the time, the date, the weather, the temperature, my location, the score, the traffic
  like, the news, on TV tonight, the price of bitcoin, the exchange rate, the humidity, my battery
  level, the day today, the water temperature, the pollen count, the moon phase, the forecast
invention: the wheel, the telephone, the light bulb, the radio, the steam engine, the compass,
  paper, gunpowder, the bicycle, the zipper, the microscope, the airplane, penicillin, dynamite,
  the camera, the sewing machine, the thermometer, the internet, glasses, the piano
art: the Mona Lisa, the Starry Night, the Sistine Chapel ceiling, the Night Watch, Swan Lake, the
  Magic Flute, the Four Seasons, the Moonlight Sonata, the Iliad, the Divine Comedy, the Taj Mahal,
  the Parthenon, the Thinker, Guernica, Carmen, the Nutcracker
exercise: push-ups, squats, planks, yoga, jogging, swimming laps, pilates, stretching, weight
  lifting, rowing, cycling, skipping rope, pull-ups, lunges
diet: keto, vegan, paleo, low-salt, Mediterranean, high-protein, intermittent fasting, sugar-free,
  vegetarian, raw food
subject: biology, chemistry, physics, history, geography, maths, English literature, economics,
  psychology, sociology, art, music, law, medicine, computer science, engineering, politics,
  religious studies, statistics, astronomy, Latin, drama
baby: girl, boy, puppy, kitten, band, boat, café, bakery, horse, blog, podcast, bookshop, robot,
  football team, fantasy kingdom, parrot, startup, yoga studio
syllable: ba, ko, zu, xi, qwe, rty, asd, fgh, jkl, zxc, vbn, mno, plo, wub, fla, gro, bli, snu,
  tik, dap, yee, oof, ugh, hm, aaa, zzz, lkj, poi, uyt, 123, 77, ??, !!, ..., :), #
"""

# kind: requests separated by " | "; {slot} names a list above, a question keeps its mark
REQUEST_LISTS = """\
country: what is the {attribute} of {country}? | tell me about {country} | {attribute} of
  {country}? | do you know the {attribute} of {country}? | which countries border {country}? | is
  {country} bigger than {country}? | how many people live in {country}? | what language do they
  speak in {country}? | give me some facts about {country}
capital: what is the capital of {country}? | capital of {country} | what's {country}'s capital? |
  name the capital city of {country} | is {city} the capital of {country}? | which city is the
  capital of {country}?
weather: what's the weather like in {city}? | will there be {weather} in {city} {day}? | weather
  {city} {day} | do I need an umbrella {day}? | how hot is it in {city} in {month}? | is {weather}
  expected {day}? | how cold does {city} get in {month}? | should I bring a coat to {city}?
recipe: give me a recipe for {food} | how do I make {taste} {food}? | {food} recipe | how long do I
  cook {ingredient}? | what can I cook with {ingredient} and {ingredient}? | I have {ingredient},
  {ingredient} and {ingredient}, what should I make for dinner? | a {taste} version of {food}? |
  can I freeze {food}? | what goes well with {food}? | what can I use instead of {ingredient} in
  {food}? | why is my {food} so dry?
drink: how do I make {drink}? | is {drink} bad for you? | {drink} or {drink}? | what food goes with
  {drink}? | does {drink} have caffeine? | where does {drink} come from?
restaurant: where can I eat {food} in {city}? | best {food} in {city}? | book a table for {number}
  in {city} on {day} | recommend a {adj} restaurant in {city} | is there {taste} food near {place}?
  | order me {food}
travel: what should I see in {city}? | plan a {number}-day trip to {country} | is {city} safe for
  tourists? | when is the best time to visit {country}? | how do I get from {city} to {city}? |
  cheap flights to {city} in {month} | do I need a visa for {country}? | {city} or {city} for
  {eventplan}? | suggest a {adj} place to stay in {city} | what should I pack for {country} in
  {month}? | I'm going to {place} with my {relative}, any tips? | how long is the flight from
  {city} to {city}?
geography: where is {place}? | how far is {city} from {city}? | what is {record} in {country}? |
  what's {record} in the world? | how high is {place}? | which ocean is next to {country}? | is
  {city} in {country}? | how old is {place}? | what continent is {country} on? | name three rivers
  in {country}
history: who was {person}? | when did {event} happen? | why did {event} happen? | what caused
  {event}? | how did {person} die? | where was {person} born? | tell me about {event} {style2} |
  what was life like during {event}? | did {person} ever meet {person}? | who won {event}? | what
  is {person} famous for? | who ruled {country} in {number}?
invention: who invented {invention}? | when was {invention} invented? | how does {invention} work?
  | what did people use before {invention}? | which country invented {invention}? | what's the
  history of {invention}?
art: who made {art}? | where can I see {art}? | why is {art} famous? | what does {art} mean? | when
  was {art} made? | explain {art} {style2} | how much is {art} worth?
science: explain {science} {style2} | what is {science}? | what are {science}? | how does {science}
  work? | what's the difference between {science} and {science}? | who discovered {science}? | why
  is {science} important? | can you teach me about {science}? | is {science} real?
element: what is the atomic number of {element}? | is {element} a metal? | what is {element} used
  for? | what's the melting point of {element}? | chemical symbol for {element} | is {element}
  poisonous? | does {element} react with {element}?
space: how far away is {planet}? | can people live on {planet}? | how big is {planet}? | how many
  moons does {planet} have? | what is {planet} made of? | how long does it take to get to {planet}?
  | is there water on {planet}? | can I see {planet} {day}?
whythings: why {whyq}? | do you know why {whyq}? | my {relative} wants to know why {whyq} | how
  {howq}? | explain how {howq} | how exactly {howq}? | when {whenq}? | can you tell me when
  {whenq}? | {style2}, why {whyq}?
animals: what do {animal}s eat? | how long does a {animal} live? | how fast can a {animal} run? |
  are {animal}s dangerous? | where do {animal}s live? | who would win, a {animal} or a {animal}? |
  what's a baby {animal} called? | do {animal}s sleep at night? | how many legs does a {animal}
  have? | tell me a fun fact about the {animal} | what sound does a {animal} make? | are {animal}s
  endangered? | {animal} vs {animal}
pets: my {pet} won't eat | my {pet} keeps scratching, what should I do? | how often should I feed
  my {pet}? | is {food} safe for a {pet}? | how do I train a {pet}? | what's a good name for a
  {pet}? | can a {pet} live with a {pet}? | should I get a {pet} or a {pet}? | my {pet} is
  {feeling}, why? | how much does a {pet} cost? | my {pet} ate {ingredient}
translate: translate "{phrase}" into {language} | how do you say {phrase} in {language}? | what's
  {animal} in {language}? | {phrase} in {language}? | say {phrase} in {language} please | I need
  this in {language}: {phrase} | translate to {language}: {phrase} | what does "{phrase}" sound
  like in {language}? | give me the {language} word for {object}
languages: is {language} hard to learn? | how long does it take to learn {language}? | teach me
  some {language} | do you speak {language}? | how many people speak {language}? | which is easier,
  {language} or {language}? | how does grammar work in {language}? | where is {language} spoken? |
  let's talk in {language}
define: what does {wordy} mean? | define {wordy} | meaning of {wordy} | use {wordy} in a sentence |
  what's a synonym for {wordy}? | what is the opposite of {feeling}? | where does the word {wordy}
  come from? | how do you pronounce {wordy}? | what rhymes with {object}? | is {wordy} a noun or a
  verb? | another word for {adj}
poem: write a poem about {topic} | a {adj} poem about {topic} please | write me a haiku about
  {topic} | can you write a poem for my {relative}? | make up a limerick about a {animal} | I need
  a rhyme about {topic} for {holiday} | compose a sonnet on {topic} | four lines about {topic} |
  poem, {topic}
story: tell me a story about {storyabout} | write a short story about {storyabout} | a bedtime
  story with a {animal} and a {animal} | continue my story about {storyabout} | write the first
  line of a {genre} novel | give me an idea for a {genre} story | make up a fairy tale about
  {storyabout} | write a scene between a {profession} and a {animal}
essay: write an essay about {essay} | {number}-word essay on {essay} | I need an introduction for
  my essay on {essay} | what are the pros and cons of {essay}? | write my homework about {essay} |
  give me an outline on {essay} | argue against {essay} | help me with my {subject} paper on
  {essay}
letter: write a {lettertype} for a {profession} | help me write a {lettertype} to my {relative} |
  write a speech for {speechfor} | I need a {lettertype} | what should I say at {speechfor}? | make
  my {lettertype} sound more {adj} | draft a {lettertype} for {name} | write a {adj} toast for
  {speechfor} | how do I end a {lettertype}?
style: talk like {character} | write like {style} about {topic} | describe {food} in the style of
  {style} | say hello like {character} | explain {science} as {style} | rewrite the national anthem
  as {style} | sound like {style} from now on
film: recommend a {genre} film | what's a {adj} {genre} movie? | is {film} any good? | who directed
  {film}? | how does {film} end? | what's the {stuff} of {film}? | films like {film} | what should
  I watch {day} with my {relative}? | when does {film} come out? | have you seen {film}? | {adj}
  shows to binge
book: recommend a {genre} book | who wrote {book}? | what is {book} about? | what's the {stuff} of
  {book}? | should I read {book}? | a {adj} book for my {relative}? | what's your favourite {genre}
  novel? | books like {book} | how many pages does {book} have? | what happens to the hero in
  {book}?
music: sing me a song | what are the lyrics of {song}? | who sings {song}? | recommend some {music}
  | is {artist} on tour? | write a {music} song about {topic} | what are the chords of {song}? |
  play {song} | is {music} better than {music}? | when did {artist} start? | best {artist} album? |
  lyrics to {song} by {artist} | make me a playlist for {occasion}
instrument: how do I learn the {instrument}? | is the {instrument} harder than the {instrument}? |
  how do I tune a {instrument}? | how much does a {instrument} cost? | teach me a song on the
  {instrument} | who is the best {instrument} player ever? | how often should I practise the
  {instrument}?
joke: tell me a joke | tell me a joke about {animal}s | make me laugh | a {adj} joke about a
  {profession} please | knock knock | why did the {animal} cross the road? | know any puns about
  {food}? | roast my {relative} | give me a riddle | another joke, this time about {noun} | a
  {profession} and a {animal} walk into a bar | tell me something funny
greeting: {greeting} | {greeting}, {smalltalk}? | {greeting} {name} here | {smalltalk}? |
  {greeting} bot | {greeting}! {praise} | {greeting}, I'm {name} from {city} | {greeting},
  {smalltalk}? I'm {feeling}
smalltalk: I'm {feeling} today | my day was {adj}, how was yours? | I had {food} for lunch | guess
  what I did {day} | I like {noun} | do you like {noun}? | my name is {name} | it's {colour}
  outside | what are you doing {day}? | I'm in {city} right now | talk to me | I'm bored | {praise}
  | {insult} | I just finished {hobby} | just chatting, nothing special
who: who are you? | what are you? | what is your name? | are you human? | are you a robot? | who
  made you? | how old are you? | where do you live? | where are you from? | do you have {selfpart}?
  | tell me about yourself | are you {feeling}? | are you smarter than my {relative}? | what can I
  call you? | do you have {selfpart} and {selfpart}? | when were you born? | what's your job? |
  introduce yourself | are you real? | are you a {profession}?
ability: can you {ability}? | are you able to {ability}? | do you {ability}? | what can you do? |
  what can't you do? | why can't you {ability}? | will you ever {ability}? | could you {ability}
  for my {relative}? | please {ability} | what are you good at? | are you better than other
  chatbots? | which model are you? | how were you trained? | what do you know about {noun}?
favourite: what's your favourite {kind}? | what {kind} do you like best? | do you have a favourite
  {kind}? | which {kind} would you choose? | your favourite {kind} and why? | pick a {kind} | name
  a {adj} {kind} | top five {kind}s? | {colour} or {colour}?
opinion: what do you think about {noun}? | is {noun} {quality} than {noun}? | {noun} or {noun}? |
  do you agree that {noun} is overrated? | should we ban {noun}? | give me your honest opinion on
  {noun} | is {noun} good for kids? | why do people like {noun}? | what's wrong with {noun}? |
  convince me that {noun} is {quality} than {noun} | who should I vote for?
health: I have {ailment}, what should I do? | how do I get rid of {ailment}? | is {ailment}
  dangerous? | my {bodypart} hurts | why does my {bodypart} hurt after {hobby}? | can I take
  {medicine} for {ailment}? | how much {medicine} is too much? | does {medicine} help with
  {ailment}? | should I see a doctor about {ailment}? | my {relative} has {ailment} | can I mix
  {medicine} with {drink}? | symptoms of {ailment} | there is a lump on my {bodypart} | home
  remedies for {ailment}
fitness: how many {exercise} should I do a day? | are {exercise} good for my {bodypart}? | does
  {exercise} burn fat? | make me a workout plan with {exercise} and {exercise} | is a {diet} diet
  healthy? | what can I eat on a {diet} diet? | how many calories are in {food}? | how do I start
  {exercise}? | {exercise} or {exercise} for beginners? | how much protein is in {ingredient}?
feelings: I feel {feeling} and I don't know why | how do I stop feeling {feeling}? | my {relative}
  makes me {feeling} | I'm {feeling} about {occasion} | cheer me up, I'm {feeling} | I had a fight
  with my {relative} | how do I tell my {relative} I'm sorry? | why am I so {feeling} on {day}s? |
  nobody understands me | how do I make friends in {city}?
love: how do I ask my {relative} out? | should I text {name} back? | is {name} in love with me? |
  what do I wear for {occasion}? | where should I take {name} on a first date? | my {relative}
  forgot my birthday | how do I know it's love? | give me a pick-up line about {food} | will you
  marry me? | should I break up with {name}?
legal: how do I {legal}? | can I {legal} without a lawyer? | what does it cost to {legal}? | do I
  need a lawyer to {legal}? | is it legal to own a {animal} in {country}? | how long does it take
  to {legal} in {country}? | my {relative} wants to {legal} | can my landlord keep my {object}?
finance: should I invest in {finance}? | how does {finance} work? | what should I do with
  {finance}? | is {finance} a good idea in {country}? | explain {finance} {style2} | how much
  should I save for {eventplan}? | should I buy or rent in {city}? | what's the price of
  {company}'s shares? | what is {wordy} in finance? | how do I get rich? | {finance} or {finance}?
work: how do I become a {profession}? | how much does a {profession} earn in {city}? | is being a
  {profession} stressful? | what does a {profession} do all day? | what questions do they ask a
  {profession} in an interview? | should I quit my job as a {profession}? | how do I ask my boss
  for {adj} hours? | I'm a {profession} and I'm {feeling} | {profession} or {profession}?
sports: who won {competition}? | did {team} win {day}? | what was the score of the {sport} game? |
  when do {team} play next? | who is the best {sport} player of all time? | rules of {sport}
  {style2} | how long is a {sport} match? | is {sport} harder than {sport}? | who will win
  {competition}? | where is {competition} this year? | {team} or {team}? | how many players are in
  a {sport} team?
hobby: how do I start {hobby}? | what do I need for {hobby}? | is {hobby} expensive? | I'm bored of
  {hobby}, what else could I try? | best books about {hobby}? | tips for {hobby} in {month}? |
  where can I try {hobby} in {city}? | {hobby} or {hobby}? | can you teach me {hobby}?
games: let's play {game} | how do you play {game}? | what's the best strategy in {game}? | do you
  want to play {game}? | I'm thinking of a number, guess it | best move after {opening}? |
  {opening}, your move | is {opening} good for beginners? | I play {opening}, you? | how do you win
  at {game}? | who invented {game}? | what beats {opening} in chess? | truth or dare? | quiz me on
  {subject}
code: write a {component} in {framework} | how do I center a {component} with CSS? | fix my
  {framework} {component} | why do I get a {codeerror} in {techlang}? | write {algorithm} in
  {techlang} | regex for {pattern} | what's the difference between {techlang} and {techlang}? |
  convert this {techlang} to {techlang} | is {framework} better than {framework}? | my {component}
  doesn't work on mobile | how do I learn {techlang}? | explain {algorithm} {style2} | {codeerror}
  in {framework}, help | build me a website for my {baby} | write a {techlang} script that renames
  files | what's the time complexity of {algorithm}? | how do I install {framework}?
tools: how do I use {tool}? | {tool} won't start | how do I reset {tool}? | what's a good
  alternative to {tool}? | how do I connect {tool} to {tool}? | why is {tool} so slow? | I forgot
  the password for {tool} | keyboard shortcut to undo in {tool}? | is {tool} free? | how do I print
  from {tool}?
calculus: what is the integral of {function}? | differentiate {function} | derivative of
  {function}? | limit of {function} as x goes to 0 | plot {function} | solve {equation} | solve for
  x: {equation} | what is the square root of {number}? | prime factors of {number} | is {number} a
  prime number? | {number} factorial? | log of {number}? | what's {number} in binary? | {number} in
  Roman numerals | first {number} digits of pi
theorem: explain {theorem} {style2} | prove {theorem} | what is {theorem}? | who discovered
  {theorem}? | when do I use {theorem}? | I don't understand {theorem} | give me an example of
  {theorem} | why does {theorem} work? | help me study {theorem}
school: help me with my {subject} homework | how do I study for my {subject} exam? | what is the
  best university for {subject}? | is {subject} hard? | explain {subject} to my {relative} | I
  failed {subject}, what now? | should I study {subject} or {subject}? | make flash cards for
  {subject} | what can I do with a degree in {subject}?
units: convert {number} {length} to {length} | how many {volume} in {number} {volume}? | {number}
  {weight} in {weight} | what is {number} degrees Celsius in Fahrenheit? | how much is {number}
  {currency} in {currency}? | how long is a {length}? | {number} {currency} to {currency} | how
  many {weight} does a {animal} weigh? | how tall is {number} {length}?
now: what is {currentthing}? | what's {currentthing} in {city}? | tell me {currentthing} |
  {currentthing}? | what day is it? | what time is it in {city}? | how many days until {holiday}? |
  what year is it? | when is {holiday}? | when does the sun rise in {city}? | is it {day} in {city}
  yet? | when is the next bus to {city}? | is {shop} open on {day}?
news: what's the latest on {news}? | what happened {day} in {country}? | who won {news}? | any news
  about {news}? | is there a strike in {city}? | what do you think of {news}? | news from {country}
  | why is everyone talking about {news}? | how will {news} affect {finance}? | today's headlines
philosophy: what is {philosophy}? | does {philosophy} exist? | what did {person} say about
  {philosophy}? | is {philosophy} an illusion? | can there be {philosophy} without {philosophy}? |
  why is there something rather than nothing? | what matters more, {philosophy} or {philosophy}? |
  what happens after we die? | are we living in a simulation? | is it ever right to lie? | should I
  believe in {philosophy}?
religion: what is {religion}? | what does {religion} say about {philosophy}? | how do people
  celebrate {holiday} in {country}? | when did {religion} begin? | is there a god? | what's the
  difference between {religion} and {religion}? | explain {religion} {style2} | what do you eat at
  {holiday}? | why do we celebrate {holiday}?
parenting: my {relative} {parenting} | what do I do if my {number} year old {parenting}? | how do I
  explain {philosophy} to a child? | gift for a {number} year old who likes {noun}? | help, our
  baby {parenting} | fun things to do with kids in {city}? | at what age do children start {hobby}?
  | is {game} good for kids? | how much sleep does a toddler need?
garden: when should I plant {plant}? | my {plant} has yellow leaves | how often do I water {plant}?
  | why are my {plant} dying? | can {plant} grow indoors? | what grows well next to {plant}? | how
  do I keep {animal}s away from my {plant}? | do {plant} need sun? | how do I prune {plant} in
  {month}? | what should I plant in {month}? | is my {plant} poisonous to a {pet}?
cars: my {car} is {carsound} | the {carpart} on my {car} is {carsound} | how much does it cost to
  fix the {carpart}? | should I buy a {car}? | how do I change the {carpart}? | a {car} or a {car}
  for a family of five? | how often should I check the {carpart}? | why won't my {car} start? | is
  it safe to drive with a broken {carpart}? | how do I sell my {car}?
shopping: which {object} should I buy? | best {object} under {number} {currency}? | where can I buy
  a {adj} {object} in {city}? | what should I get my {relative} for {holiday}? | is it worth paying
  more for a {object}? | gift ideas for a {profession} | a {colour} or a {colour} {object}? | how
  long does a {object} last? | can I return a {object} without a receipt? | does {colour} go with
  {colour}? | compare two {object}s for me
home: how do I {chore}? | what's the easiest way to {chore}? | can you {chore} for me? | how long
  does it take to {chore}? | how do I get {material} off my {object}? | how do I clean {material}?
  | my {object} is broken | what colour should I paint my bedroom? | how do I fix a {object}? | is
  it easy to {chore}? | {material} or {material} for the kitchen?
skills: teach me to {skill} | how do I {skill}? | how long does it take to {skill}? | I want to
  {skill}, where do I start? | give me {number} tips to {skill} | is it too late to {skill}? |
  what's the secret to {skill}? | make me a plan to {skill} before {holiday}
local: is there {shop} near here? | find {shop} near me | how far is it to {shop}? | is there
  {shop} in {city}? | what time does {shop} close? | directions to {shop} | phone number of {shop}
  in {city} | call {shop}
plans: help me plan {eventplan} | ideas for {eventplan} in {month}? | what do I need for
  {eventplan}? | who should I invite to {eventplan}? | what's a {adj} theme for {eventplan}? |
  write an invitation to {eventplan} | how much does {eventplan} cost? | what should I cook for
  {eventplan}? | what should we do {day} in {city}?
clothes: what should I wear to {occasion}? | can I wear {colour} to {occasion}? | do I need a tie
  for {occasion}? | how do I style a {colour} {object}? | is {material} too warm for {month}? |
  what shoes go with {colour}? | how do I dress in {city} in {month}?
names: suggest a name for my {baby} | what does the name {name} mean? | a {adj} name for a {baby}?
  | is {name} a good name for a {baby}? | {number} names for a {baby} | I need a username with
  {animal} in it | slogan for a {baby} | come up with a {adj} title for my {genre} book
celebrity: is {artist} married? | how old is {artist}? | how rich is {artist}? | tell me gossip
  about {artist} | where does {artist} live? | who is your favourite singer? | what happened to
  {artist}? | how tall was {person}? | who is more famous, {person} or {person}? | did {person}
  have children?
horoscope: what's the horoscope for {zodiac}? | are {zodiac} and {zodiac} a good match? | I'm a
  {zodiac}, will I find love {day}? | what does {zodiac} rising mean? | my lucky number? | read my
  palm | which star sign is born in {month}? | what will happen to me in {month}? | pull a tarot
  card for me
dreams: I dreamt about {dream} | what does it mean to dream of {dream}? | why do I keep dreaming
  about {dream}? | last night I dreamed of {dream} and {dream}, weird or what? | do {animal}s
  dream? | how can I stop having nightmares about {dream}? | is dreaming of {dream} bad luck?
roleplay: pretend you are {character} | act as {character} and talk to me | you are {character}. I
  walk in. What do you say? | be my {profession} for a day | let's role play, you are {character}
  and I am {character} | imagine you're a {animal} | I want you to act as a {profession} | you are
  now {character}, stay in character | if you were {character}, what would you do {day}?
whatif: what if {animal}s could talk? | what would happen if {planet} disappeared? | if you could
  travel anywhere, would it be {country} or {country}? | would you rather eat {food} or fight a
  {animal}? | what would {person} think of {noun}? | what if there were no {noun}? | if you won the
  lottery, what would you do? | what if {person} had a phone? | would you rather be a {animal} or a
  {profession}?
facts: tell me a fun fact | {whyq}, true or false? | give me {number} facts about {noun} | random
  fact about {country} please | is it true that {animal}s can't swim? | what is the most {adj}
  thing in {country}? | who holds the record for {hobby}? | tell me something interesting about
  {noun} | surprise me with {noun}
past: what happened in {number}? | who was king of {country} during {event}? | how did {event}
  change {country}? | name a famous {profession} from {country} | what did people eat during
  {event}? | was {person} a good {profession}? | quotes by {person} | timeline of {event}
advice: should I move to {city}? | should I learn {language} or the {instrument}? | I can't decide
  between {city} and {city} | give me advice {style2} | what would you do if your {relative} was
  {feeling}? | how do I deal with a {feeling} {relative}? | is it rude to bring {food} to
  {occasion}? | how much should I tip in {country}? | my {relative} borrowed my {object} and won't
  give it back | tell me what to do with my life
list: list {number} {adj} things about {city} | give me a list of {animal}s and other pets | top
  ten {genre} films? | name {number} sports like {sport} | what are some {adj} jobs for a
  {profession}? | list the planets | list all countries near {country} | make a shopping list for
  {food} | name a fruit that is {colour}
draw: draw a {animal} | draw me a {colour} {object} | make a picture of {topic} | can you show me a
  photo of {place}? | design a logo for my {baby} | ASCII art of a {animal} | describe a painting
  of {topic}
devices: set an alarm for {number} minutes | remind me to {chore} {day} | turn on the {object} |
  play some {music} | call my {relative} | add {ingredient} to my shopping list | open the {object}
  | text {name} that I'm late | send {name} a message | start a timer | switch the lights to
  {colour} | send an email to {name}
oneword: {animal} | {city} | {food} | {noun} | {object} | {short} | {country} | {science} |
  {colour} | {sport} | {subject} | {person} | {short} {short} | {feeling} | {instrument} | {name} |
  {object}? | {food} {city} | {adj} {kind} | {profession}
gibberish: {gibberish} | {gibberish} {gibberish} | {gibberish} {short} | {gibberish} {gibberish}
  {gibberish} | {short} {gibberish} | {animal} {gibberish}
salad: {animal} {object} {colour} {adj} | {food} and {animal} and {city} | {colour} {animal} {day}?
  | my {object} {adj} {feeling} {city} | the {animal} is {feeling} | {name} likes {food} |
  {profession} {sport} {month} | there is a {colour} {animal} on my {object} | {number} {animal}s
statement: I live in {city} with my {relative} and a {pet} | my {relative} is a {profession} | I
  love {food} | I hate {noun} | I've never been to {country} | {city} is so {adj} in {month} | the
  {object} is {colour} | it was {adj} weather {day} | I think {person} was right | {noun} is
  {quality} than {noun} | yesterday I saw a {animal} in {city} | we lost the {sport} match {day} |
  I bought a {colour} {object} | my {relative} thinks I should {skill}
compare: {animal} or {animal}? | which is {quality}, {noun} or {noun}? | what's the difference
  between a {animal} and a {animal}? | {country} vs {country} | is {material} {quality} than
  {material}? | {food} or {food} tonight? | {instrument} vs {instrument} for a beginner? | who was
  greater, {person} or {person}? | pros and cons of living in {city}
howto: how does someone become {feeling} again? | how do I get tickets for {competition}? | how do
  you make {material}? | how do I take care of {material}? | how do you celebrate {holiday} alone?
  | how do I find a {adj} {profession} in {city}? | how do I watch {competition} in {country}? |
  how can I earn money with {hobby}? | what's the best way to learn {subject}?
"""

# what people put around a request
WRAPPING_LISTS = """\
lead: hey, | hi, | hello, | hi there, | ok, | so, | well, | um | please | sorry, | quick question:
  | just curious, | good morning! | dear assistant, | hey bot, | listen, | question: | yo, | random
  one: | one more thing, | I was wondering, | be honest, | help! | excuse me, | now | actually, |
  you there? | dude, | sir, | my friend,
tail: please | thanks | thank you | thanks in advance | asap | it's urgent | for my {relative} |
  lol | haha | if you can | I'm {feeling} | quick | and why | pls | be honest | I really need to
  know | no rush | my {relative} is asking | for {occasion} | in a few words | {style2} | if you
  don't mind
background: I'm planning {eventplan} with my {relative}. | My {relative} is a {profession} in
  {city}. | We moved to {city} last {month}. | I'm {feeling} today. | It's {month} and there is
  {weather}. | I was talking to my {relative} about {noun}. | I'm a {profession}. | I'm new to
  {hobby}. | My {relative} and I were arguing about this over {food}. | I read {book} last week. |
  I can't sleep and I keep thinking about {topic}. | We have {number} guests coming on {day}. | I
  have an exam in {subject} on {day}. | My {pet} is looking at me. | I'm on a train to {city}. | I
  don't have much money left this month. | I've been learning {language} since {month}. | My
  {object} broke and my {relative} is {feeling}.
"""

CHAT_SPELLINGS = (
    ("you", "u"),
    ("are ", "r "),
    ("please", "plz"),
    ("tomorrow", "tmrw"),
    ("what's", "whats"),
    ("because", "cuz"),
    ("to ", "2 "),
    ("I ", "i "),
    ("the ", "teh "),
)


def _table(text: str, separator: str) -> dict[str, tuple[str, ...]]:
    """The lists by name: "pet: cat, dog" -> {"pet": ("cat", "dog")}."""
    lines = text.replace("\n  ", " ").splitlines()
    pairs = (line.split(": ", 1) for line in lines)
    return {name: tuple(entries.split(separator)) for name, entries in pairs}


SLOTS = _table(SLOT_LISTS, ", ")
REQUESTS = _table(REQUEST_LISTS, " | ")
WRAPPINGS = _table(WRAPPING_LISTS, " | ")
KINDS = tuple(REQUESTS)


def everyday(rng: random.Random) -> str:
    """One prompt, its kind drawn evenly; the same state of `rng` gives the same text."""
    return everyday_of(rng.choice(KINDS), rng)


def everyday_of(kind: str, rng: random.Random) -> str:
    """One prompt of a kind: everyday_of("pets", rng) -> "My old cat won't eat."

    KeyError for a name that is not in KINDS.
    """
    text = _fill(rng.choice(REQUESTS[kind]), rng)
    if kind not in ("oneword", "gibberish", "salad"):
        text = _dressed(text, rng)
    return _typed(text, rng)


def _fill(template: str, rng: random.Random) -> str:
    """The template with every {slot} drawn anew, and "a" made "an" before a vowel."""
    text = re.sub(r"\{(\w+)\}", lambda slot: _word(slot[1], rng), template)
    return re.sub(r"\b([Aa]) (?=[aeio]|un[^i])", r"\1n ", text)


def _word(slot: str, rng: random.Random) -> str:
    if slot == "gibberish":
        return "".join(rng.choices(SLOTS["syllable"], k=rng.randint(1, 4)))
    return rng.choice(SLOTS[slot])


def _dressed(text: str, rng: random.Random) -> str:
    """The request with what people put around it: a background, a greeting, a closing word."""
    if rng.random() < 0.15:
        text = _before(text, rng.choice(WRAPPINGS["tail"]), rng)
    if rng.random() < 0.2:
        text = rng.choice(WRAPPINGS["lead"]) + " " + text
    if rng.random() < 0.12:
        background = _fill(rng.choice(WRAPPINGS["background"]), rng)
        text = f"{background} {text[0].upper()}{text[1:]}"
    if rng.random() < 0.04:
        other = _fill(rng.choice(REQUESTS[rng.choice(KINDS[:40])]), rng)
        text = f"{text.rstrip('?.')} and also {other}"
    return text


def _before(text: str, tail: str, rng: random.Random) -> str:
    """The closing word set before the question mark: "what is DNA?" -> "what is DNA, please?"."""
    mark = "?" if text.endswith("?") else ""
    return f"{text.removesuffix('?')}{rng.choice((', ', ' '))}{_fill(tail, rng)}{mark}"


def _typed(text: str, rng: random.Random) -> str:
    """The text as somebody types it: careful, hasty, misspelled or shouting."""
    hand = rng.choices((_careful, _hasty, _misspelled, _shouted), weights=(50, 33, 12, 5))[0]
    return hand(text, rng)


def _careful(text: str, rng: random.Random) -> str:
    text = text[0].upper() + text[1:]
    if text[-1].isalnum():
        text += rng.choice((".", ".", "", "!"))
    return text


def _hasty(text: str, rng: random.Random) -> str:
    if rng.random() < 0.7:
        text = text.lower()
    if rng.random() < 0.4:
        text = text.replace("'", "")
    if rng.random() < 0.6:
        text = text.rstrip("?.!") or text
    return text if rng.random() < 0.9 else text + rng.choice(("??", "...", "!!", " :)", " ?"))


def _misspelled(text: str, rng: random.Random) -> str:
    """One or two letters swapped, lost or doubled, and chat spellings."""
    if rng.random() < 0.5:
        for long, short in CHAT_SPELLINGS:
            text = text.replace(long, short)
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(text))
        swapped = text[at : at + 2][::-1] + text[at + 2 :]
        text = text[:at] + rng.choice((swapped, text[at + 1 :], text[at] + text[at:]))
    return text.strip() or "?"


def _shouted(text: str, rng: random.Random) -> str:
    return text.upper() + rng.choice(("", "!", "!!!", "??"))
